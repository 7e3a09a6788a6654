import { DateTime } from "luxon";

/** A stretch of days that a calendar shows, in the time zone of the site. */
export interface CalendarSpan {
  kind: "month" | "week";
  /** How its address names it: '2026-03', or the first day of a week, '2026-03-02'. */
  name: string;
  /** Whole weeks: '2026-03-01' … */
  weeks: string[][];
  /** Moments: from the first, up to but without the second. */
  from: Date;
  to: Date;
  previous: string;
  next: string;
}

/** On which day weeks begin where a language is spoken: 1 for Monday … 7 for Sunday. */
export function firstDayOfWeek(language: string): number {
  const locale = new Intl.Locale(language).maximize() as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** The month, or the week, that holds a day ('2026-03-29', or '2026-03' for a month); undefined for what is no day. */
export function calendarSpan(
  kind: CalendarSpan["kind"],
  day: string,
  timeZone: string,
  firstDay: number,
): CalendarSpan | undefined {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(day)) return undefined;
  const named = DateTime.fromISO(day, { zone: timeZone });
  if (!named.isValid || named.year < 1000) return undefined;
  const startOfWeek = (date: DateTime) =>
    date.startOf("day").minus({ days: (date.weekday - firstDay + 7) % 7 });
  const first = startOfWeek(kind === "month" ? named.startOf("month") : named);
  const last = kind === "month" ? named.endOf("month") : first.plus({ days: 6 });
  const weeks: string[][] = [];
  let date = first;
  while (date <= last) {
    weeks.push(Array.from({ length: 7 }, (_, index) => date.plus({ days: index }).toISODate()!));
    date = date.plus({ days: 7 });
  }
  const nameOf = (at: DateTime) => at.toFormat(kind === "month" ? "yyyy-MM" : "yyyy-MM-dd");
  const start = kind === "month" ? named.startOf("month") : first;
  const step = kind === "month" ? { months: 1 } : { days: 7 };
  return {
    ...{ kind, name: nameOf(start), weeks, from: first.toJSDate(), to: date.toJSDate() },
    ...{ previous: nameOf(start.minus(step)), next: nameOf(start.plus(step)) },
  };
}

/** The same time of day on another day, as <input type="datetime-local"> has it. */
export function onDay(day: string, moment: Date | null, timeZone: string): string {
  const time = moment ? DateTime.fromJSDate(moment, { zone: timeZone }).toFormat("HH:mm") : "09:00";
  return `${day}T${time}`;
}
