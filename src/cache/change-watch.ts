import type { ChangeReader } from "./change-reader.ts";
import { EVERYTHING, markOf, tags as names, type Mark, type Tag } from "./tags.ts";

export type ChangeWatch = ReturnType<typeof changeWatch>;

interface Parts {
  reader: ChangeReader;
  /** A text that moves with every commit to the content, of whatever process. */
  version: () => string;
  /** Whether a transaction of this process is open: what it wrote may yet be taken back. */
  isWriting: () => boolean;
  clock: () => Date;
}

/** So many names are remembered; then all pages count as changed. */
const MOST_TAGS = 50_000;

/**
 * Knows what has changed for readers, and when. `edition` is a number that grows with every such change: by a write of
 * any process, by a scheduled post whose hour has come, by midnight. Drafts, held comments and visits leave it alone.
 */
export function changeWatch({ reader, version, isWriting, clock }: Parts) {
  let edition = 1;
  let bookmark = reader.end(clock());
  let known = "";
  let nextMoment = 0;
  /** The edition in which each name last changed, by its mark; whatever is older than `floor` counts as changed. */
  const changedIn = new Map<Mark, number>();
  let floor = 1;

  const note = (tags: Tag[]) => {
    if (tags.length === 0) return;
    edition += 1;
    if (tags.includes(EVERYTHING) || changedIn.size + tags.length > MOST_TAGS) {
      changedIn.clear();
      floor = edition;
      return;
    }
    for (const tag of [...tags, names.anything]) changedIn.set(markOf(tag), edition);
  };

  const catchUp = (seen: string, now: Date) => {
    const { tags, ...read } = reader.since(bookmark, now);
    known = seen;
    note(tags);
    nextMoment = reader.nextMoment(now).getTime();
    bookmark = read;
  };

  return {
    /** The edition of this moment; null inside a transaction, whose half-done work nobody may remember. */
    look(): number | null {
      if (isWriting()) return null;
      const now = clock();
      const time = now.getTime();
      const seen = version();
      if (seen !== known || time >= nextMoment || time < bookmark.at.getTime()) catchUp(seen, now);
      else bookmark.at = now;
      return edition;
    },
    /** Whether something made of what has these marks in an edition is still the same now; call `look` before. */
    isSame(madeOf: readonly Mark[], since: number): boolean {
      return since >= floor && !madeOf.some((mark) => (changedIn.get(mark) ?? 0) > since);
    },
    get edition() {
      return edition;
    },
  };
}
