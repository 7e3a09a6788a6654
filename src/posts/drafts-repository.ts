import type { Database } from "../database/driver.ts";

export type DraftsRepository = ReturnType<typeof draftsRepository>;

/** A change of a post that readers do not see yet. */
export interface WorkingDraft {
  /** The revision that holds it. */
  number: number;
  password: string | null;
}

/** Which revision is the working draft of a post. Callers hold the transaction. */
export function draftsRepository(db: Database) {
  const find = db.prepare<{ postId: number }, WorkingDraft>(
    "SELECT number, password FROM post_drafts WHERE post_id = @postId",
  );
  const put = db.prepare(
    `INSERT INTO post_drafts (post_id, number, password) VALUES (@postId, @number, @password)
     ON CONFLICT (post_id) DO UPDATE SET number = excluded.number, password = excluded.password`,
  );
  const clear = db.prepare("DELETE FROM post_drafts WHERE post_id = @postId");
  return {
    find: (postId: number): WorkingDraft | undefined => find.get({ postId }),
    put: (postId: number, draft: WorkingDraft): void => void put.run({ postId, ...draft }),
    clear: (postId: number): void => void clear.run({ postId }),
  };
}
