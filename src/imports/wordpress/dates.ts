import { DateTime } from "luxon";
import type { ItemDates } from "./records.ts";

const EARLIEST_YEAR = 1000;

/**
 * When something was written: GMT where the export has it, else the local time in the old site's `zone` (IANA name),
 * else `pubDate`. Undefined where nobody set a date: WordPress writes zeros then, and a `pubDate` in the year -1 or on
 * 30 November 1999, the zero of its calendar. Days that do not exist (30 February) count as not set. Exports of other
 * programs may write ISO 8601.
 */
export function whenWritten({ gmt, local, pubDate }: ItemDates, zone: string): Date | undefined {
  return fromSql(gmt, "utc") ?? fromSql(local, zone) ?? fromRfc2822(pubDate);
}

function fromSql(text: string, zone: string): Date | undefined {
  if (/^0000-00-00/.test(text)) return undefined;
  const time = DateTime.fromSQL(text, { zone });
  return usable(time.isValid ? time : DateTime.fromISO(text, { zone }));
}

function fromRfc2822(text: string): Date | undefined {
  if (/\s-0001\s|30 Nov 1999 00:00:00 \+0000$/.test(text)) return undefined;
  return usable(DateTime.fromRFC2822(text, { zone: "utc" }));
}

function usable(time: DateTime): Date | undefined {
  return time.isValid && time.year >= EARLIEST_YEAR && time.year <= 9999 ? time.toJSDate() : undefined;
}
