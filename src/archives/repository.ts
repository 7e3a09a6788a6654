import type { Database } from "../database/driver.ts";
import { countOfAuthor, rangeCounts, type Range } from "../posts/counts.ts";
import { LISTED, LISTED_BY_AUTHOR, LISTED_IN_TOPIC } from "../posts/rows.ts";
import { countInTopic } from "../topics/rows.ts";

export type ArchiveRepository = ReturnType<typeof archiveRepository>;

/** One page of an archive: ids, newest first. */
export interface Slice {
  limit: number;
  offset: number;
  now: Date;
}

/**
 * Which posts stand in an archive. Every statement reads one covering index and gives ids, so that the hundredth page
 * costs little more than the first; the cards are then fetched by `listByIds`.
 */
export function archiveRepository(db: Database) {
  const inTopic = db
    .prepare<{ id: number } & Bound, number>(
      `SELECT pt.post_id FROM post_topics AS pt WHERE pt.topic_id = @id AND ${LISTED_IN_TOPIC}
       ORDER BY pt.listed_at DESC, pt.post_id DESC LIMIT @limit OFFSET @offset`,
    )
    .pluck();
  const inTopicCount = db
    .prepare<{ id: number; now: string }, number>(`SELECT ${countInTopic("@id")}`)
    .pluck();
  const byAuthor = db
    .prepare<{ id: number } & Bound, number>(
      `SELECT pa.post_id FROM post_authors AS pa WHERE pa.user_id = @id AND ${LISTED_BY_AUTHOR}
       ORDER BY pa.listed_at DESC, pa.post_id DESC LIMIT @limit OFFSET @offset`,
    )
    .pluck();
  const byAuthorCount = db
    .prepare<{ id: number; now: string }, number>(`SELECT ${countOfAuthor("@id")}`)
    .pluck();
  const within = db
    .prepare<{ from: string; to: string } & Bound, number>(
      `SELECT p.id FROM posts AS p
       WHERE p.kind = 'post' AND p.listed_at >= @from AND p.listed_at < @to AND ${LISTED}
       ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit OFFSET @offset`,
    )
    .pluck();
  const bound = ({ limit, offset, now }: Slice): Bound => ({ limit, offset, now: now.toISOString() });
  return {
    listInTopic: (id: number, slice: Slice): number[] => inTopic.all({ id, ...bound(slice) }),
    countInTopic: (id: number, now: Date): number => inTopicCount.get({ id, now: now.toISOString() })!,
    listByAuthor: (id: number, slice: Slice): number[] => byAuthor.all({ id, ...bound(slice) }),
    countByAuthor: (id: number, now: Date): number => byAuthorCount.get({ id, now: now.toISOString() })!,
    listWithin: ({ from, to }: Range, slice: Slice): number[] =>
      within.all({ from: from.toISOString(), to: to.toISOString(), ...bound(slice) }),
    /** How many listed posts each of these stretches of time has, in one query. */
    countWithin: rangeCounts(db),
  };
}

interface Bound {
  limit: number;
  offset: number;
  now: string;
}
