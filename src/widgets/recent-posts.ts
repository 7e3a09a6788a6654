import * as z from "zod";
import type { PostCard } from "../posts/post.ts";
import { isTicked, lineOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, count: whole(1, 20, 5), showDates: z.boolean().default(true) });

/** The newest posts, as links. `latest` gives the newest listed ones. */
export function recentPosts(
  latest: (limit: number, now: Date) => PostCard[],
): Widget<z.infer<typeof schema>, { cards: PostCard[]; showDates: boolean }> {
  return {
    kind: "recent-posts",
    name: "widgets.recentPosts.name",
    about: "widgets.recentPosts.about",
    heading: "widgets.recentPosts.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, {
        title: lineOf(body, "title"),
        count: numberOf(body, "count"),
        showDates: isTicked(body, "showDates"),
      }),
    load({ count, showDates }, now) {
      const cards = latest(count, now);
      return cards.length > 0 ? { cards, showDates } : null;
    },
  };
}
