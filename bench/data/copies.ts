import type { Database } from "../../src/database/driver.ts";

/**
 * Multiplies the posts of a seeded site, with their bylines, topics, pictures, links and comments, by SQL alone: a
 * million in a few minutes. Copy `n` of a post is a little older than copy `n + 1`, so ids rise with the dates as they
 * do on a site that grew; each copy's title ends in a word that only one in a thousand of them has.
 */
export function copyPosts(db: Database, copies: number, progress: (share: number) => void): void {
  if (copies < 1) return;
  const models = db.prepare<[], { id: number; gap: number }>(MODELS).all();
  const comments = db.prepare<[], number>("SELECT max(id) FROM comments").pluck().get() ?? 0;
  const tables = Object.entries(changed).map(([table, changes]) => db.prepare(copyOf(db, table, changes)));
  const index = db.prepare(INDEX_COPIES);
  for (const [rank, { id, gap }] of models.entries()) {
    const values = { id, copies, gap, base: (rank + 1) * (copies + 1) + models.length, comments };
    db.transaction(() => {
      for (const table of tables) table.run(values);
      index.run(values);
    })();
    progress((rank + 1) / models.length);
  }
}

/** Each post with the seconds that lie between it and the one before it. */
const MODELS = `SELECT id, coalesce(
    unixepoch(published_at) - unixepoch(lag(published_at) OVER (ORDER BY published_at, id)), 86400) AS gap
  FROM posts WHERE kind = 'post' AND status = 'published' ORDER BY published_at, id`;

/** The words of a text are looked for once; only the title is another in each copy. */
const INDEX_COPIES = `WITH model AS MATERIALIZED (
    SELECT search_words(excerpt) AS excerpt, search_words(tags_text) AS tags, search_words(body_text) AS body
    FROM posts WHERE id = @id)
  INSERT INTO posts_search (rowid, title, excerpt, tags_text, body_text)
  SELECT p.id, search_words(p.title), model.excerpt, model.tags, model.body
  FROM model CROSS JOIN posts AS p WHERE p.id >= @base - @copies AND p.id < @base`;

const postId = "@base - n";
const later = (column: string) =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', m.${column}, '-' || (@gap * n * 1.0 / (@copies + 1)) || ' seconds')`;
const syllable = (divisor: number) => `substr('bakadafagalamanapara', 1 + 2 * (n / ${divisor} % 10), 2)`;
const word = `${syllable(1)} || ${syllable(10)} || ${syllable(100)} || 'nel'`;
const commentId = (column: string) => `m.${column} + n * @comments`;

/** What is different in a copy, by table; every other column is as in the model. */
const changed: Record<string, Record<string, string>> = {
  posts: {
    id: postId,
    slug: `m.slug || '-' || n`,
    title: `m.title || ' ' || ${word}`,
    is_sticky: "0",
    published_at: later("published_at"),
    created_at: later("created_at"),
    updated_at: later("updated_at"),
  },
  post_authors: { post_id: postId, listed_at: later("listed_at") },
  post_topics: { post_id: postId, listed_at: later("listed_at") },
  post_images: { post_id: postId },
  post_links: { post_id: postId },
  comments: {
    id: commentId("id"),
    post_id: postId,
    parent_id: commentId("parent_id"),
    root_id: commentId("root_id"),
    created_at: later("created_at"),
  },
};

function copyOf(db: Database, table: string, changes: Record<string, string>): string {
  const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  const values = columns.map((column) => changes[column] ?? `m.${column}`);
  const key = table === "posts" ? "id" : "post_id";
  return `WITH RECURSIVE numbers (n) AS (SELECT @copies UNION ALL SELECT n - 1 FROM numbers WHERE n > 1)
    INSERT INTO ${table} (${columns.join(", ")})
    SELECT ${values.join(", ")} FROM numbers CROSS JOIN ${table} AS m WHERE m.${key} = @id`;
}
