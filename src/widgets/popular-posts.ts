import * as z from "zod";
import type { PostCard } from "../posts/post.ts";
import { periods, type Period, type PostViews } from "../stats/repository.ts";
import { isTicked, lineOf, textOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({
  title,
  period: z.enum(periods).default("week"),
  count: whole(1, 20, 5),
  showViews: z.boolean().default(true),
});

interface Sources {
  /** Posts by views in the period, most first; some may be hidden from readers. */
  mostViewed: (period: Period, limit: number) => PostViews[];
  /** Those of these posts that are listed, in the order of the ids. */
  listByIds: (ids: number[], now: Date) => PostCard[];
  /** How long shown counts may stand still. */
  lagMs: () => number;
}

/** So many posts may have been hidden since they were read, and the list is still full. */
const SPARE = 30;

/** The most read posts with their views. While nobody has read anything in the period, those of all time. */
export function popularPosts({
  mostViewed,
  listByIds,
  lagMs,
}: Sources): Widget<z.infer<typeof schema>, { posts: { card: PostCard; views: number | null }[] }> {
  const most = (period: Period, count: number, now: Date) => {
    const views = new Map(
      mostViewed(period, count + SPARE).map((entry) => [entry.postId, entry.views] as const),
    );
    return listByIds([...views.keys()], now)
      .slice(0, count)
      .map((card) => ({ card, views: views.get(card.id) ?? 0 }));
  };
  return {
    kind: "popular-posts",
    name: "widgets.popularPosts.name",
    about: "widgets.popularPosts.about",
    heading: "widgets.popularPosts.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, {
        title: lineOf(body, "title"),
        period: textOf(body, "period"),
        count: numberOf(body, "count"),
        showViews: isTicked(body, "showViews"),
      }),
    load({ period, count, showViews }, now) {
      let found = most(period, count, now);
      if (found.length === 0 && period !== "all") found = most("all", count, now);
      if (found.length === 0) return null;
      return { posts: found.map(({ card, views }) => ({ card, views: showViews ? views : null })) };
    },
    expires: (now) => new Date(now.getTime() + lagMs()),
    choices: () => ({ periods }),
  };
}
