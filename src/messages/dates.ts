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
  const formatters = new Map<DateStyle, Intl.DateTimeFormat>();
  const offsets = new Map<number, { ms: number; text: string }>();
  const inZone = (date: Date) => DateTime.fromJSDate(date, { zone: timeZone });
  /** The offset of the zone, worked out once for a quarter of an hour; undefined where clocks are changed within it. */
  const offsetAt = (time: number) => {
    const quarter = Math.floor(time / QUARTER_MS);
    let offset = offsets.get(quarter);
    if (!offset) {
      const first = inZone(new Date(quarter * QUARTER_MS));
      const last = inZone(new Date((quarter + 1) * QUARTER_MS - 1));
      if (first.offset !== last.offset) return undefined;
      if (offsets.size >= MOST_OFFSETS) offsets.clear();
      offset = { ms: first.offset * MINUTE_MS, text: first.toISO()!.slice(LENGTH_WITH_MS) };
      offsets.set(quarter, offset);
    }
    return offset;
  };
  return {
    format(date: Date, style: DateStyle = "long"): string {
      let formatter = formatters.get(style);
      if (!formatter)
        formatters.set(
          style,
          (formatter = new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone })),
        );
      return formatter.format(date);
    },
    /** ISO 8601 with the offset of the site's zone, to the second: 2026-11-23T22:15:00+01:00. For <time datetime>. */
    iso(date: Date): string {
      const time = date.getTime();
      const offset = time >= 0 && time < END_OF_PLAIN_YEARS ? offsetAt(time) : undefined;
      if (!offset) return inZone(date).toISO({ suppressMilliseconds: true }) ?? date.toISOString();
      const local = new Date(time + offset.ms).toISOString();
      return local.slice(0, time % 1000 === 0 ? LENGTH_WITHOUT_MS : LENGTH_WITH_MS) + offset.text;
    },
  };
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_OFFSETS = 5000;
/** Up to here a year has four digits. */
const END_OF_PLAIN_YEARS = Date.UTC(9999, 0);
const LENGTH_WITHOUT_MS = "2026-11-23T22:15:00".length;
const LENGTH_WITH_MS = "2026-11-23T22:15:00.000".length;

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
