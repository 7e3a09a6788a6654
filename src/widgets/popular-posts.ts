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
  const ranking = lagging(mostViewed, lagMs);
  const listed = (ids: number[], count: number, now: Date) => {
    const first = listByIds(ids.slice(0, count), now);
    return first.length === count ? first : listByIds(ids, now).slice(0, count);
  };
  const most = (period: Period, count: number, now: Date) => {
    const views = ranking.at(now).mostViewed(period, count + SPARE);
    return listed([...views.keys()], count, now).map((card) => ({ card, views: views.get(card.id) ?? 0 }));
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
    expires: (now) => new Date(ranking.at(now).until),
    choices: () => ({ periods }),
  };
}

/** Views by post, most first. */
type Ranking = ReadonlyMap<number, number>;

/** Times are milliseconds since 1970. */
interface Standing {
  since: number;
  until: number;
  mostViewed: (period: Period, limit: number) => Ranking;
}

/**
 * Who was read most, worked out again once it stood still for as long as shown counts may: whatever else changes for
 * readers in the meantime, a busy site has counted thousands of posts.
 */
function lagging(mostViewed: Sources["mostViewed"], lagMs: () => number) {
  let standing: Standing = { since: Infinity, until: 0, mostViewed: () => new Map() };
  const begin = (since: number): Standing => {
    const known = new Map<string, Ranking>();
    return {
      since,
      until: since + lagMs(),
      mostViewed(period, limit) {
        const name = `${period} ${limit}`;
        const ranking =
          known.get(name) ??
          new Map(mostViewed(period, limit).map(({ postId, views }) => [postId, views] as const));
        known.set(name, ranking);
        return ranking;
      },
    };
  };
  return {
    at(now: Date): Standing {
      const time = now.getTime();
      if (time < standing.since || time >= standing.until) standing = begin(time);
      return standing;
    },
  };
}
