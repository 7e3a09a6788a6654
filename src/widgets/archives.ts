import * as z from "zod";
import { isTicked, lineOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, count: whole(1, 120, 12), showCounts: z.boolean().default(true) });

export interface Month {
  year: number;
  month: number;
  posts: number;
}
export interface ShownMonth extends Omit<Month, "posts"> {
  /** A moment in the middle of the month, in every time zone: for printing its name. */
  date: Date;
  posts: number | null;
}

/** Months with posts, newest first. `countByMonth` counts the listed posts of the last months in the site's time zone. */
export function archives(
  countByMonth: (limit: number, now: Date) => Month[],
): Widget<z.infer<typeof schema>, { months: ShownMonth[] }> {
  return {
    kind: "archives",
    name: "widgets.archives.name",
    about: "widgets.archives.about",
    heading: "widgets.archives.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, {
        title: lineOf(body, "title"),
        count: numberOf(body, "count"),
        showCounts: isTicked(body, "showCounts"),
      }),
    load({ count, showCounts }, now) {
      const months = countByMonth(count, now);
      if (months.length === 0) return null;
      return {
        months: months.map(({ year, month, posts }) => ({
          year,
          month,
          date: new Date(Date.UTC(year, month - 1, 15, 12)),
          posts: showCounts ? posts : null,
        })),
      };
    },
  };
}
