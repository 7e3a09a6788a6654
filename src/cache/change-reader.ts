import type { ChangesRepository } from "./changes-repository.ts";
import { EVERYTHING, type Tag } from "./tags.ts";

export type ChangeReader = ReturnType<typeof changeReader>;

/** How far somebody has read what changed for readers: in the log, and in time, because what is scheduled is logged before its hour. */
export interface Bookmark {
  position: number;
  at: Date;
}

interface Parts {
  changes: ChangesRepository;
  /** When the date in the masthead changes. */
  nextMidnight: (now: Date) => Date;
}

/** Reads what changed for readers: by writes of any process, by scheduled posts whose hour came, by midnight. */
export function changeReader({ changes, nextMidnight }: Parts) {
  return {
    /** The end of the log. */
    end: (now: Date): Bookmark => ({ position: changes.position(), at: now }),
    /** The names of what changed since a bookmark, each once. */
    since({ position, at }: Bookmark, now: Date): Bookmark & { tags: Tag[] } {
      const read = changes.since(position, now);
      const isAnotherDay = now < at || now >= nextMidnight(at);
      const names = isAnotherDay ? [EVERYTHING] : [...new Set([...read.tags, ...changes.arrivals(at, now)])];
      return { position: read.position, at: now, tags: names };
    },
    /** When something changes by itself next: a scheduled post, midnight. */
    nextMoment: (now: Date): Date =>
      new Date(Math.min(changes.nextArrival(now)?.getTime() ?? Infinity, nextMidnight(now).getTime())),
  };
}
