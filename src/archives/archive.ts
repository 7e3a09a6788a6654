import { rangeOf, type Day } from "../messages/dates.ts";
import type { Range } from "../posts/counts.ts";

/** A smaller stretch of time inside an archive: the months of a year, the days of a month. */
export interface Part {
  of: Day;
  range: Range;
}

/** The months of a year or the days of a month, in their order; none for a day. */
export function partsOf({ year, month, day }: Day, timeZone: string): Part[] {
  if (day !== undefined) return [];
  const numbers = Array.from({ length: month === undefined ? 12 : 31 }, (_, index) => index + 1);
  return numbers.flatMap((number) => {
    const of = month === undefined ? { year, month: number } : { year, month, day: number };
    const range = rangeOf(of, timeZone);
    return range ? [{ of, range }] : [];
  });
}

/** '2026', '03', '01' as an address has them. */
export function readDay(year: string, month?: string, day?: string): Day {
  return {
    year: Number(year),
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
  };
}
