import * as z from "zod";
import { dayOf, rangeOf } from "../messages/dates.ts";
import type { PostCard } from "../posts/post.ts";
import { lineOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, count: whole(1, 20, 3) });

interface Sources {
  /** Posts of this day in earlier years, newest first. */
  onThisDay: (limit: number, now: Date) => PostCard[];
  timeZone: () => string;
}

/** What was published one day years ago. A new day begins at midnight of the site. */
export function onThisDay({
  onThisDay,
  timeZone,
}: Sources): Widget<z.infer<typeof schema>, { posts: { card: PostCard; years: number }[] }> {
  return {
    kind: "on-this-day",
    name: "widgets.onThisDay.name",
    about: "widgets.onThisDay.about",
    heading: "widgets.onThisDay.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) => check(schema, { title: lineOf(body, "title"), count: numberOf(body, "count") }),
    load({ count }, now) {
      const { year } = dayOf(now, timeZone());
      const posts = onThisDay(count, now).map((card) => ({
        card,
        years: year - dayOf(card.publishedAt, timeZone()).year,
      }));
      return posts.length > 0 ? { posts } : null;
    },
    expires: (now) => rangeOf(dayOf(now, timeZone()), timeZone())!.to,
  };
}
