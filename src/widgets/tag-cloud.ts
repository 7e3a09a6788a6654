import * as z from "zod";
import type { CountedTopic } from "../topics/topic.ts";
import { isTicked, lineOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, count: whole(1, 100, 30), showCounts: z.boolean().default(false) });

/** 1 for the rarest of the cloud … 5 for the most used. */
export type Size = 1 | 2 | 3 | 4 | 5;

interface Sources {
  /** The tags with most listed posts, most first. */
  listMostUsed: (limit: number, now: Date) => CountedTopic[];
  /** The language of the site, which decides the order of names. */
  language: () => string;
}

/** The most used tags by name, larger where there are more posts. */
export function tagCloud({
  listMostUsed,
  language,
}: Sources): Widget<
  z.infer<typeof schema>,
  { tags: (CountedTopic & { size: Size })[]; showCounts: boolean }
> {
  return {
    kind: "tag-cloud",
    name: "widgets.tagCloud.name",
    about: "widgets.tagCloud.about",
    heading: "widgets.tagCloud.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, {
        title: lineOf(body, "title"),
        count: numberOf(body, "count"),
        showCounts: isTicked(body, "showCounts"),
      }),
    load({ count, showCounts }, now) {
      const byUse = listMostUsed(count, now);
      if (byUse.length === 0) return null;
      const byName = new Intl.Collator(language(), { numeric: true });
      const sizeOf = sizes(byUse.at(-1)!.count, byUse[0]!.count);
      return {
        tags: byUse
          .map((tag) => ({ ...tag, size: sizeOf(tag.count) }))
          .sort((a, b) => byName.compare(a.name, b.name)),
        showCounts,
      };
    },
  };
}

/** Steps of equal ratio: a tag used ten times as often is not ten times as large. */
function sizes(least: number, most: number) {
  const span = Math.log(most) - Math.log(least);
  return (count: number): Size =>
    span === 0 ? 3 : ((1 + Math.round((4 * (Math.log(count) - Math.log(least))) / span)) as Size);
}
