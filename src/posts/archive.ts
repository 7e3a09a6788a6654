import { rangeOf, type Day } from "../messages/dates.ts";
import type { Range } from "./archives-repository.ts";

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

/** Every month from the oldest post to now, newest first: for a list of months with counts. */
export function monthsBetween(oldest: { year: number; month: number }, newest: { year: number; month: number }): Day[] {
  const first = oldest.year * 12 + oldest.month - 1;
  const last = newest.year * 12 + newest.month - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const month = last - index;
    return { year: Math.floor(month / 12), month: (month % 12) + 1 };
  });
}
