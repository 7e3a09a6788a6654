import type { Database } from "../database/driver.ts";

export type DashboardRepository = ReturnType<typeof dashboardRepository>;

/** A comment that waits for somebody to look at it. */
export interface WaitingComment {
  id: number;
  author: string;
  /** Plain, the beginning only. */
  text: string;
  postTitle: string;
  createdAt: Date;
}

const EXCERPT = 180;

/** What waits for somebody, across features. */
export function dashboardRepository(db: Database) {
  const count = db.prepare<[], number>("SELECT count(*) FROM comments WHERE status = 'pending'").pluck();
  const waiting = db.prepare<
    { limit: number; length: number },
    { id: number; author: string; text: string; title: string; at: string }
  >(
    `SELECT c.id, c.author_name AS author, substr(c.text, 1, @length) AS text, p.title, c.created_at AS at
     FROM comments AS c JOIN posts AS p ON p.id = c.post_id WHERE c.status = 'pending'
     ORDER BY c.created_at DESC, c.id DESC LIMIT @limit`,
  );
  return {
    countWaiting: (): number => count.get()!,
    latestWaiting: (limit: number): WaitingComment[] =>
      waiting
        .all({ limit, length: EXCERPT })
        .map(({ title, at, ...comment }) => ({ ...comment, postTitle: title, createdAt: new Date(at) })),
  };
}
