import { DateTime } from "luxon";

/** The last `count` calendar days up to and including `day` ('2026-11-23'), oldest first. */
export function daysUntil(day: string, count: number): string[] {
  const last = DateTime.fromISO(day, { zone: "utc" });
  return Array.from({ length: count }, (_, index) => last.minus({ days: count - 1 - index }).toISODate()!);
}
