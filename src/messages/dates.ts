import { DateTime } from "luxon";

/** How a date is printed: "long" November 23, 2026 · "short" Nov 23, 2026 · "time" 10:15 PM · "full" both · "month" November 2026 · "weekday" Monday, November 23, 2026 */
export type DateStyle = "long" | "short" | "time" | "full" | "month" | "weekday";

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  long: { year: "numeric", month: "long", day: "numeric" },
  short: { year: "numeric", month: "short", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  full: { year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" },
  month: { year: "numeric", month: "long" },
  weekday: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
};

/** Prints dates in the language and time zone of the site. Formatters are made once. */
export function createDates(language: string, timeZone: string) {
  const offsetAt = offsetsIn(timeZone);
  const printers = new Map<DateStyle, (date: Date) => string>();
  const createPrinter = (style: DateStyle) => {
    const formatter = new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone });
    const days = remembered(MOST_DAYS, (date: Date) => aroundTime(formatter.formatToParts(date)));
    const minutes = remembered(MINUTES_OF_DAY, (date: Date) => timeIn(formatter.formatToParts(date)));
    return (date: Date): string => {
      const offset = offsetAt(date.getTime());
      if (!offset) return formatter.format(date);
      const minute = Math.floor((date.getTime() + offset.ms) / MINUTE_MS);
      const day = Math.floor(minute / MINUTES_OF_DAY);
      const words = days(day, date);
      if (words.length === 1) return words[0]!;
      return alternate(words, minutes(minute - day * MINUTES_OF_DAY, date));
    };
  };
  return {
    format(date: Date, style: DateStyle = "long"): string {
      let print = printers.get(style);
      if (!print) printers.set(style, (print = createPrinter(style)));
      return print(date);
    },
    /** ISO 8601 with the offset of the site's zone, to the second: 2026-11-23T22:15:00+01:00. For <time datetime>. */
    iso(date: Date): string {
      const time = date.getTime();
      const offset = offsetAt(time);
      if (!offset) return isoIn(timeZone, date) ?? date.toISOString();
      const local = new Date(time + offset.ms).toISOString();
      return local.slice(0, time % 1000 === 0 ? LENGTH_WITHOUT_MS : LENGTH_WITH_MS) + offset.text;
    },
  };
}

function isoIn(zone: string, date: Date): string | null {
  return DateTime.fromJSDate(date, { zone }).toISO({ suppressMilliseconds: true });
}

const MINUTE_MS = 60_000;
const MINUTES_OF_DAY = 24 * 60;
const LENGTH_WITHOUT_MS = "2026-11-23T22:15:00".length;
const LENGTH_WITH_MS = "2026-11-23T22:15:00.000".length;

/**
 * A date with its time is printed from two halves, which are worked out once for each day and for each minute of a day: what
 * tells the time stands at the same places of every date that a style prints.
 */
const TELLS_TIME: ReadonlySet<string> = new Set(["hour", "minute", "dayPeriod"]);

/** The words of a day, cut where it tells the time. */
function aroundTime(parts: Intl.DateTimeFormatPart[]): string[] {
  const words = [""];
  for (const { type, value } of parts) {
    if (TELLS_TIME.has(type)) words.push("");
    else words.push(words.pop()! + withPlainSpaces(value));
  }
  return words;
}

function timeIn(parts: Intl.DateTimeFormatPart[]): string[] {
  return parts.flatMap(({ type, value }) => (TELLS_TIME.has(type) ? [withPlainSpaces(value)] : []));
}

/** As V8 prints a whole date: web pages that read dates broke on the narrow space of CLDR 42. */
const withPlainSpaces = (text: string) => text.replaceAll("\u202f", " ");

/** Texts in turn with those that stand between them, of which there is one fewer. */
function alternate(outer: readonly string[], between: readonly string[]): string {
  let text = outer[0]!;
  for (let index = 0; index < between.length; index += 1) text += between[index]! + outer[index + 1]!;
  return text;
}

/** What was worked out for a date, by a number that stands for it; all is forgotten when there are more than `most`. */
function remembered<Value>(most: number, workOut: (date: Date) => Value) {
  const known = new Map<number, Value>();
  return (number: number, date: Date): Value => {
    let value = known.get(number);
    if (value === undefined) {
      if (known.size >= most) known.clear();
      known.set(number, (value = workOut(date)));
    }
    return value;
  };
}

/** How far the clocks of a zone are ahead: in milliseconds, and as ISO 8601 writes it (+01:00, Z). */
interface Offset {
  ms: number;
  text: string;
}

/**
 * The offset of a zone at a moment (milliseconds since 1970), worked out once for a day of UTC. Undefined where the clocks are
 * changed within that day, before 1970, and for years of more than four digits.
 */
function offsetsOf(zone: string): (time: number) => Offset | undefined {
  const known = new Map<number, Offset | undefined>();
  const workOut = (day: number): Offset | undefined => {
    const first = DateTime.fromMillis(day * DAY_MS, { zone });
    const last = DateTime.fromMillis((day + 1) * DAY_MS - 1, { zone });
    if (first.offset !== last.offset) return undefined;
    return { ms: first.offset * MINUTE_MS, text: first.toISO()!.slice(LENGTH_WITH_MS) };
  };
  return (time) => {
    if (!(time >= 0 && time < END_OF_PLAIN_YEARS)) return undefined;
    const day = Math.floor(time / DAY_MS);
    if (known.has(day)) return known.get(day);
    if (known.size >= MOST_DAYS) known.clear();
    const offset = workOut(day);
    known.set(day, offset);
    return offset;
  };
}

/** The same for every zone that is asked about: there are few. */
function offsetsIn(zone: string): (time: number) => Offset | undefined {
  let offsetAt = zones.get(zone);
  if (!offsetAt) zones.set(zone, (offsetAt = offsetsOf(zone)));
  return offsetAt;
}
const zones = new Map<string, (time: number) => Offset | undefined>();

const DAY_MS = 24 * 60 * MINUTE_MS;
const MOST_DAYS = 5000;
const END_OF_PLAIN_YEARS = Date.UTC(9999, 0);

export interface Day {
  year: number;
  month?: number;
  day?: number;
}

/** The moments at which a year, month or day of a time zone begins and ends; undefined where there is no such day. */
export function rangeOf({ year, month, day }: Day, timeZone: string): { from: Date; to: Date } | undefined {
  const from = DateTime.fromObject({ year, month: month ?? 1, day: day ?? 1 }, { zone: timeZone });
  if (!from.isValid) return undefined;
  const to = from.plus(day ? { days: 1 } : month ? { months: 1 } : { years: 1 });
  return { from: from.toJSDate(), to: to.toJSDate() };
}

/** The calendar day of a moment in a time zone. */
export function dayOf(date: Date, timeZone: string): Required<Day> {
  const { year, month, day } = DateTime.fromJSDate(date, { zone: timeZone });
  return { year, month, day };
}

/** Day and time of a moment in a time zone. */
export function momentOf(date: Date, timeZone: string) {
  const offset = offsetsIn(timeZone)(date.getTime());
  if (offset) {
    const local = new Date(date.getTime() + offset.ms);
    return {
      ...{ year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() },
      ...{ hour: local.getUTCHours(), minute: local.getUTCMinutes(), second: local.getUTCSeconds() },
    };
  }
  const { year, month, day, hour, minute, second } = DateTime.fromJSDate(date, { zone: timeZone });
  return { year, month, day, hour, minute, second };
}

/** '2026-11-23' in a time zone. */
export function dayText(date: Date, timeZone: string): string {
  return DateTime.fromJSDate(date, { zone: timeZone }).toISODate()!;
}

/**
 * What a <input type="datetime-local"> shows for a moment, and the moment it means; undefined for no such time. Where clocks
 * are set back, a time that comes twice means the first; where they are set forward, one that is left out means an hour later.
 */
export function toLocalInput(date: Date, timeZone: string): string {
  return DateTime.fromJSDate(date, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
}
export function fromLocalInput(text: string, timeZone: string): Date | undefined {
  const local = DateTime.fromISO(text, { zone: timeZone });
  if (!local.isValid) return undefined;
  const possible = local.getPossibleOffsets().map((one) => one.toMillis());
  return new Date(Math.min(...possible));
}

/** Noon of '2026-11-23' in a time zone: a moment that prints as that day. */
export function dayNoon(day: string, timeZone: string): Date {
  return DateTime.fromISO(`${day}T12:00`, { zone: timeZone }).toJSDate();
}

/** The first of these moments; undefined where there is none. */
export function earliest(...moments: (Date | undefined)[]): Date | undefined {
  const times = moments.flatMap((moment) => moment?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** When the next day of a time zone begins. */
export function nextMidnight(now: Date, timeZone: string): Date {
  return DateTime.fromJSDate(now, { zone: timeZone }).startOf("day").plus({ days: 1 }).toJSDate();
}
