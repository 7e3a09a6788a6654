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
  /** Does what is due at its hour (posts expire, planned changes are made) before anything is read. */
  settle: (now: Date) => void;
  /** When something is due next. */
  nextDue: (now: Date) => Date | undefined;
  /** When the date in the masthead changes. */
  nextMidnight: (now: Date) => Date;
}

/** Reads what changed for readers: by writes of any process, by posts whose hour came or whose time is over, by midnight. */
export function changeReader({ changes, settle, nextDue, nextMidnight }: Parts) {
  /** As long as the log ends at this position, nothing comes out and no day ends between these moments: times, in ms. */
  let calm = { position: -1, from: 0, until: 0 };
  const isCalm = (position: number, at: Date, now: Date) =>
    position === calm.position && calm.from <= at.getTime() && at <= now && now.getTime() < calm.until;
  const calmUntil = (position: number, now: Date): number => {
    if (!isCalm(position, now, now)) {
      const moments = [changes.nextArrival(now)?.getTime() ?? Infinity, nextMidnight(now).getTime()];
      calm = { position, from: now.getTime(), until: Math.min(...moments) };
    }
    return calm.until;
  };
  return {
    /** The end of the log. */
    end(now: Date): Bookmark {
      settle(now);
      return { position: changes.position(), at: now };
    },
    /** The names of what changed since a bookmark, each once. */
    since({ position, at }: Bookmark, now: Date): Bookmark & { tags: Tag[] } {
      settle(now);
      if (position === changes.position() && isCalm(position, at, now))
        return { position, at: now, tags: [] };
      const read = changes.since(position, now);
      const isAnotherDay = now < at || now >= nextMidnight(at);
      const names = isAnotherDay ? [EVERYTHING] : [...new Set([...read.tags, ...changes.arrivals(at, now)])];
      return { position: read.position, at: now, tags: names };
    },
    /** When something changes by itself next: a post comes out or expires, a planned change, midnight. */
    nextMoment(now: Date): Date {
      return new Date(Math.min(calmUntil(changes.position(), now), nextDue(now)?.getTime() ?? Infinity));
    },
  };
}
