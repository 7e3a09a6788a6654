import { describe, expect, it } from "vitest";
import type { PostCard } from "../../src/posts/post.ts";
import type { Period } from "../../src/stats/repository.ts";
import { popularPosts } from "../../src/widgets/popular-posts.ts";
import { widgetRoom, words } from "./widget-room.ts";

const now = new Date("2026-03-01T12:00:00Z");
const card = (id: number) => ({ id, title: `Post ${id}` }) as PostCard;

function shelf(read: Partial<Record<Period, [number, number][]>>, hidden: number[] = []) {
  return popularPosts({
    mostViewed: (period, limit) =>
      (read[period] ?? []).slice(0, limit).map(([postId, views]) => ({ postId, views })),
    listByIds: (ids) => ids.filter((id) => !hidden.includes(id)).map(card),
    lagMs: () => 5000,
  });
}

describe("popular posts", () => {
  const settings = { title: "", period: "week", count: 2, showViews: true } as const;

  it("shows the most read with their views", () => {
    const widget = shelf({ week: [[3, 30], [1, 20], [2, 10]] }); // prettier-ignore
    expect(widget.load(settings, now)).toEqual({
      posts: [
        { card: card(3), views: 30 },
        { card: card(1), views: 20 },
      ],
    });
  });

  it("fills the places of posts that readers may not see", () => {
    const widget = shelf({ week: [[3, 30], [1, 20], [2, 10]] }, [3]); // prettier-ignore
    expect(widget.load(settings, now)?.posts.map((entry) => entry.card.id)).toEqual([1, 2]);
  });

  it("falls back to all time while the period is empty, and to nothing", () => {
    expect(shelf({ all: [[5, 1]] }).load(settings, now)?.posts).toHaveLength(1);
    expect(shelf({}).load(settings, now)).toBeNull();
  });

  it("keeps the counts to itself where it was told to", () => {
    const shown = shelf({ week: [[3, 30]] }).load({ ...settings, showViews: false }, now);
    expect(shown?.posts[0]?.views).toBeNull();
  });

  it("is stale once its counts have lagged long enough", () => {
    expect(shelf({}).expires!(now)).toEqual(new Date("2026-03-01T12:00:05Z"));
  });

  it("asks who was read most once in that time, and which of them may be seen each time", () => {
    const hidden: number[] = [];
    let asked = 0;
    const widget = popularPosts({
      mostViewed: () => [3, 1, 2].map((postId) => ({ postId, views: (asked += 1) })),
      listByIds: (ids) => ids.filter((id) => !hidden.includes(id)).map(card),
      lagMs: () => 5000,
    });
    const at = (ms: number) => {
      const time = new Date(now.getTime() + ms);
      const posts = widget.load(settings, time)?.posts.map((post) => `${post.card.id}: ${post.views}`);
      return { posts, until: widget.expires!(time).getTime() - now.getTime() };
    };
    expect(at(0)).toEqual({ posts: ["3: 1", "1: 2"], until: 5000 });
    hidden.push(3);
    expect(at(4999)).toEqual({ posts: ["1: 2", "2: 3"], until: 5000 });
    expect(at(5000)).toEqual({ posts: ["1: 5", "2: 6"], until: 10_000 });
    expect(at(-1), "a clock that was set back").toEqual({ posts: ["1: 8", "2: 9"], until: 4999 });
  });

  it("follows what readers read within a minute", async () => {
    const { parts, post, seen, later } = widgetRoom("popular-posts");
    const { id } = post({ title: "Read by many" });
    expect(await seen()).toBe("");
    parts.stats.add(new Map([["2026-03-01", { views: new Map([[id, 1200]]), discarded: new Map() }]]));
    later(60_000);
    expect(words(await seen())).toBe("Most read Read by many 1,200 views");
  });

  it("refuses a period it does not know", () => {
    const { widget } = widgetRoom("popular-posts");
    const form = { title: "", period: "year", count: "5" };
    expect(widget.parse(form)).toEqual({ ok: false, errors: { period: "widgets.choose" } });
    expect(widget.parse({ ...form, period: "day" }).ok).toBe(true);
  });
});
