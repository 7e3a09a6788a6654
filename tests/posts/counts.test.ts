import { describe, expect, it } from "vitest";
import { randomFrom } from "../../src/seed/random.ts";
import { newsroom, type Newsroom } from "../support/newsroom.ts";

const STATES = ["draft", "pending", "published", "private", "trash"] as const;
const MOMENTS = [
  ...["2025-12-31T23:30:00.000Z", "2026-01-01T00:00:00.000Z", "2026-02-28T15:00:00.000Z"],
  ...["2026-03-01T12:00:00.000Z", "2026-03-01T12:00:00.001Z", "2026-03-09T08:00:00.000Z"],
];

/** A site in which everything that moves a count has happened to posts, pages, topics and comments. */
function turbulent(seed: number) {
  const room = newsroom();
  const { content, topics } = room.parts;
  const random = randomFrom(seed);
  const { id: guest } = room.user("Gil Guest", "author");
  const world = topics.create({ kind: "category", name: "World" }, room.now());
  const europe = topics.create({ kind: "category", name: "Europe", parentId: world }, room.now());
  const [sea, sky] = topics.findOrCreateTags(["sea", "sky"], room.now()) as [number, number];
  const ids = Array.from({ length: 30 }, (_, index) => {
    const kind = random.chance(0.2) ? "page" : "post";
    return room.post({
      ...{ kind, title: `Story ${index}`, publishedAt: new Date(random.pick(MOMENTS)) },
      ...{ status: random.pick(["draft", "published", "private"]) },
      ...{ authorIds: random.pick([[room.ben.id], [guest], [room.ben.id, guest]]) },
      ...{ categoryIds: random.pick([[world], [europe], []]), tagIds: random.pick([[sea], [sea, sky], []]) },
      ...{ password: random.chance(0.1) ? "sesame" : null },
    }).id;
  });
  const comment = content.prepare(
    `INSERT INTO comments (post_id, status, author_name, source, html, text, created_at)
     VALUES (?, ?, 'Ada', 'x', 'x', 'x', '2026-02-01T00:00:00.000Z')`,
  );
  const changes: (() => void)[] = [
    () => comment.run(random.pick(ids), random.pick(["approved", "approved", "pending", "spam"])),
    () =>
      content
        .prepare("UPDATE posts SET status = ?, published_at = ? WHERE id = ?")
        .run(random.pick(STATES), random.pick(MOMENTS), random.pick(ids)),
    () =>
      content
        .prepare("UPDATE posts SET password = ? WHERE id = ?")
        .run(random.pick(["a", null]), random.pick(ids)),
    () =>
      content
        .prepare("UPDATE posts SET is_unlisted = ?, is_expired = ? WHERE id = ?")
        .run(random.below(2), random.below(2), random.pick(ids)),
    () =>
      content
        .prepare("UPDATE comments SET status = ? WHERE id % 5 = ?")
        .run(random.pick(["approved", "pending", "trash"]), random.below(5)),
    () => content.prepare("DELETE FROM comments WHERE id % 7 = ?").run(random.below(7)),
    () => content.prepare("DELETE FROM posts WHERE id = ?").run(random.pick(ids)),
  ];
  for (let step = 0; step < 90; step += 1) {
    const isAlive = content.prepare("SELECT count(*) FROM posts WHERE id = ?").pluck();
    for (let index = ids.length - 1; index >= 0; index -= 1)
      if (isAlive.get(ids[index]) === 0) ids.splice(index, 1);
    random.pick(changes)();
  }
  return { ...room, world, europe, sea, sky, guest };
}

const rows = ({ parts }: Newsroom, sql: string) => parts.content.prepare(sql).raw().all() as number[][];

describe("what is counted beforehand", () => {
  it.each([1, 2, 3, 4, 5])("agrees with counting everything, whatever happened (%i)", (seed) => {
    const room = turbulent(seed);
    const agree = (kept: string, counted: string) =>
      expect(rows(room, `${kept} ORDER BY 1, 2`)).toEqual(rows(room, `${counted} ORDER BY 1, 2`));
    agree(
      "SELECT kind, day, posts, comments FROM counted_days WHERE posts > 0",
      `SELECT kind, substr(listed_at, 1, 10), count(*), sum(comment_count) FROM posts WHERE listed_at > '' GROUP BY 1, 2
       UNION ALL SELECT kind, '', count(*), sum(comment_count) FROM posts WHERE listed_at > '' GROUP BY 1`,
    );
    agree(
      "SELECT topic_id, posts FROM counted_topics WHERE posts > 0",
      "SELECT topic_id, count(*) FROM post_topics WHERE listed_at > '' GROUP BY 1",
    );
    agree(
      "SELECT user_id, posts FROM counted_authors WHERE posts > 0",
      "SELECT user_id, count(*) FROM post_authors WHERE listed_at > '' GROUP BY 1",
    );
    agree(
      "SELECT kind, status, total FROM counted_states WHERE total > 0",
      `SELECT kind, status, count(*) FROM posts GROUP BY 1, 2
       UNION ALL SELECT 'comment', status, count(*) FROM comments GROUP BY 1, 2`,
    );
  });

  it.each(["2026-01-01T00:00:00.000Z", "2026-03-01T12:00:00.000Z", "2027-01-01T00:00:00.000Z"])(
    "tells readers only of what is listed at %s",
    (time) => {
      const room = turbulent(6);
      const { archives, posts, comments, overview, topics } = room.parts;
      const now = new Date(time);
      const listed = (from: string) =>
        rows(room, `SELECT count(*) FROM ${from} AND listed_at <= '${time}'`)[0]![0];
      expect(posts.count(now)).toBe(listed("posts WHERE kind = 'post'"));
      expect(comments.countApproved(now)).toBe(
        rows(room, `SELECT coalesce(sum(comment_count), 0) FROM posts WHERE listed_at <= '${time}'`)[0]![0],
      );
      for (const id of [room.world, room.europe, room.sea, room.sky])
        expect(archives.countInTopic(id, now)).toBe(listed(`post_topics WHERE topic_id = ${id}`));
      for (const id of [room.ben.id, room.guest])
        expect(archives.countByAuthor(id, now)).toBe(listed(`post_authors WHERE user_id = ${id}`));
      const used = topics.listMostUsed("tag", 1, now);
      const uses = [room.sea, room.sky].map((id) => archives.countInTopic(id, now));
      expect(used.map(({ count }) => count)).toEqual([Math.max(...uses)].filter((count) => count > 0));
      expect(overview.countByMonth(120, now).reduce((sum, month) => sum + month.posts, 0)).toBe(
        posts.count(now),
      );
    },
  );

  it("counts any stretch of time, its ends inside a day or not", () => {
    const room = newsroom();
    for (const time of MOMENTS) room.post({ publishedAt: new Date(time) });
    const random = randomFrom(8);
    const moments = [
      ...MOMENTS,
      "2026-01-01T09:00:00.000Z",
      "2026-03-05T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ];
    const now = new Date("2026-03-02T00:00:00.000Z");
    for (let round = 0; round < 60; round += 1) {
      const [from, to] = [random.pick(moments), random.pick(moments)].sort() as [string, string];
      const counted = room.parts.archives.countWithin([{ from: new Date(from), to: new Date(to) }], now);
      expect(counted, `${from} ${to}`).toEqual(
        rows(
          room,
          `SELECT count(*) FROM posts WHERE kind = 'post' AND listed_at >= '${from}' AND listed_at < '${to}'
           AND listed_at <= '${now.toISOString()}'`,
        )[0],
      );
    }
  });
});
