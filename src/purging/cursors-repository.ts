import type { Bookmark } from "../cache/change-reader.ts";
import type { Database } from "../database/driver.ts";

export type CursorsRepository = ReturnType<typeof cursorsRepository>;

/** What an address has been told, and how the last purge went. */
export interface Cursor {
  /** Null before its first purge. */
  told: Told | null;
  /** Failed attempts since the last success. */
  attempts: number;
  /** When a failed purge is tried again. */
  nextAt: Date | null;
  /** What went wrong last: the status of the answer ('503'), 'timeout', or the code of a broken connection. */
  failure: string | null;
  purgedAt: Date | null;
}

export interface Told extends Bookmark {
  /** Digest of what stood in the widgets. */
  widgets: string;
}

interface Row {
  address: string;
  position: number | null;
  at: string | null;
  widgets: string | null;
  attempts: number;
  next_at: string | null;
  failure: string | null;
  purged_at: string | null;
}

/** Where each address stands in the log of changes. In the activity database: a purge moves no page. */
export function cursorsRepository(activity: Database) {
  const all = activity.prepare<[], Row>(
    `SELECT address, position, at, widgets, attempts, next_at, failure, purged_at FROM purge_cursors ORDER BY address`,
  );
  const tell = activity.prepare<{
    address: string;
    position: number;
    at: string;
    widgets: string;
    purgedAt: string;
  }>(
    `INSERT INTO purge_cursors (address, position, at, widgets, purged_at)
     VALUES (@address, @position, @at, @widgets, @purgedAt)
     ON CONFLICT (address) DO UPDATE SET position = excluded.position, at = excluded.at, widgets = excluded.widgets,
       purged_at = excluded.purged_at, attempts = 0, next_at = NULL, failure = NULL`,
  );
  const fail = activity.prepare<{ address: string; attempts: number; nextAt: string; failure: string }>(
    `INSERT INTO purge_cursors (address, attempts, next_at, failure) VALUES (@address, @attempts, @nextAt, @failure)
     ON CONFLICT (address) DO UPDATE SET
       attempts = excluded.attempts, next_at = excluded.next_at, failure = excluded.failure`,
  );
  const keep = activity.prepare<{ addresses: string }>(
    "DELETE FROM purge_cursors WHERE address NOT IN (SELECT value FROM json_each(@addresses))",
  );
  return {
    /** By address. */
    list: (): Map<string, Cursor> => new Map(all.all().map((row) => [row.address, toCursor(row)])),
    /** A purge reached the address. */
    succeed(address: string, { position, at, widgets }: Told, now: Date): void {
      tell.run({ address, position, at: at.toISOString(), widgets, purgedAt: now.toISOString() });
    },
    fail(
      address: string,
      { attempts, nextAt, failure }: { attempts: number; nextAt: Date; failure: string },
    ): void {
      fail.run({ address, attempts, nextAt: nextAt.toISOString(), failure });
    },
    /** Forgets all other addresses: what they missed is nobody's business any more. */
    keepOnly(addresses: string[]): void {
      keep.run({ addresses: JSON.stringify(addresses) });
    },
  };
}

function toCursor({ position, at, widgets, attempts, next_at, failure, purged_at }: Row): Cursor {
  const isTold = position !== null && at !== null && widgets !== null;
  return {
    told: isTold ? { position, at: new Date(at), widgets } : null,
    attempts,
    nextAt: next_at === null ? null : new Date(next_at),
    failure,
    purgedAt: purged_at === null ? null : new Date(purged_at),
  };
}
