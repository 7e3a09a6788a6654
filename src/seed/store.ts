import type { Database } from "../database/driver.ts";
import { renderComment } from "../html/comment.ts";
import { LISTED } from "../posts/rows.ts";
import { slugify } from "../slug.ts";

export type SeedStore = ReturnType<typeof seedStore>;

export interface SeedComment {
  postId: number;
  parentId: number | null;
  rootId: number | null;
  depth: number;
  name: string;
  source: string;
  at: Date;
}

/** The SQL of the sample content that no feature needs: comments and views by the thousand. */
export function seedStore(content: Database, activity: Database) {
  const nextId = content.prepare<[], number>("SELECT coalesce(max(id), 0) + 1 FROM posts").pluck();
  const findTopic = content
    .prepare<{ kind: string; path: string }, number>(
      "SELECT id FROM topics WHERE kind = @kind AND path = @path",
    )
    .pluck();
  const insertTopic = content.prepare(
    `INSERT INTO topics (kind, parent_id, name, slug, path, created_at) VALUES (@kind, @parentId, @name, @slug, @path, @now)`,
  );
  const insertComment = content.prepare(
    `INSERT INTO comments (post_id, parent_id, root_id, depth, status, author_name, source, html, text, created_at)
     VALUES (@postId, @parentId, @rootId, @depth, 'approved', @name, @source, @html, @text, @at)`,
  );
  const listed = content.prepare<{ now: string }, { id: number; listed_at: string }>(
    `SELECT p.id, p.listed_at FROM posts AS p WHERE p.kind = 'post' AND ${LISTED} ORDER BY p.listed_at DESC`,
  );
  const daily = activity.prepare(
    "INSERT INTO views_daily (day, post_id, views) VALUES (@day, @id, @views) ON CONFLICT DO NOTHING",
  );
  const total = activity.prepare(
    "INSERT INTO views_total (post_id, views) VALUES (@id, @views) ON CONFLICT DO NOTHING",
  );
  const rendered = new Map<string, { html: string; text: string }>();
  const renderOnce = (source: string) => {
    let known = rendered.get(source);
    if (!known) {
      const { html, text } = renderComment(source);
      rendered.set(source, (known = { html: String(html), text }));
    }
    return known;
  };
  return {
    /** The id that the next post will have. */
    nextPostNumber: (): number => nextId.get()!,
    findOrCreateTopic(
      kind: "category" | "tag",
      name: string,
      parent: { id: number; path: string } | null,
      now: Date,
    ) {
      const slug = slugify(name);
      const path = parent ? `${parent.path}/${slug}` : slug;
      const id =
        findTopic.get({ kind, path }) ??
        insertTopic.run({ kind, parentId: parent?.id ?? null, name, slug, path, now: now.toISOString() })
          .lastInsertRowid;
      return { id: Number(id), path };
    },
    insertComment(comment: SeedComment): number {
      const row = { ...comment, ...renderOnce(comment.source), at: comment.at.toISOString() };
      return Number(insertComment.run(row).lastInsertRowid);
    },
    /** Plausible views: falling with age and place, a share of them in the last thirty days. */
    countViews(now: Date): void {
      activity.transaction(() => {
        let place = 0;
        for (const { id, listed_at } of listed.iterate({ now: now.toISOString() })) {
          place += 1;
          const days = (now.getTime() - Date.parse(listed_at)) / 86_400_000;
          const views = 20 + ((id * 7919) % 400) + Math.floor(4000 / place);
          total.run({ id, views });
          for (let back = 0; back < Math.min(30, Math.ceil(days)) && place <= 500; back += 1)
            daily.run({
              id,
              day: dayBack(now, back),
              views: 1 + ((id + back * 31) % 9) + Math.floor(200 / place / (back + 1)),
            });
        }
      })();
    },
  };
}

function dayBack(now: Date, days: number) {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
