import { createHash } from "node:crypto";
import { Store, type SessionData } from "express-session";
import type { Database } from "../database/driver.ts";

/** Idle lifetime: a session that nobody used for this long has ended. */
export const IDLE_MS = 14 * 24 * 3_600_000;
/** Absolute lifetime: everybody signs in again after this long. */
export const ABSOLUTE_MS = 90 * 24 * 3_600_000;
/** A session in use is written again only when its expiry moved by this much. */
const TOUCH_EVERY_MS = 3_600_000;

const digest = (sid: string) => createHash("sha256").update(sid).digest();

/** express-session over the activity database. Ids are stored hashed. */
export class SessionStore extends Store {
  readonly #clock: () => Date;
  readonly #statements;

  constructor(db: Database, clock: () => Date) {
    super();
    this.#clock = clock;
    this.#statements = {
      get: db
        .prepare<{ hash: Buffer; now: number }, string>(
          "SELECT data FROM sessions WHERE sid_hash = @hash AND expires_at > @now",
        )
        .pluck(),
      set: db.prepare(
        `INSERT INTO sessions (sid_hash, data, user_id, expires_at) VALUES (@hash, @data, @userId, @expires)
         ON CONFLICT (sid_hash) DO UPDATE SET data = excluded.data, user_id = excluded.user_id, expires_at = excluded.expires_at`,
      ),
      touch: db.prepare(
        "UPDATE sessions SET expires_at = @expires WHERE sid_hash = @hash AND expires_at < @expires - @step",
      ),
      destroy: db.prepare("DELETE FROM sessions WHERE sid_hash = @hash"),
      purge: db.prepare("DELETE FROM sessions WHERE expires_at <= @now"),
      countOf: db
        .prepare<{ userId: number; now: number }, number>(
          "SELECT count(*) FROM sessions WHERE user_id = @userId AND expires_at > @now",
        )
        .pluck(),
      destroyOf: db.prepare("DELETE FROM sessions WHERE user_id = @userId"),
    };
  }

  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.#answer(callback, () => {
      const data = this.#statements.get.get({ hash: digest(sid), now: this.#now() });
      return data === undefined ? null : (JSON.parse(data) as SessionData);
    });
  }

  override set(sid: string, session: SessionData, callback?: (error?: unknown) => void): void {
    this.#answer(callback, () => {
      this.#statements.set.run({
        hash: digest(sid),
        data: JSON.stringify(session),
        userId: session.userId ?? null,
        expires: this.#now() + IDLE_MS,
      });
    });
  }

  override touch(sid: string, _session: SessionData, callback?: (error?: unknown) => void): void {
    this.#answer(callback, () => {
      this.#statements.touch.run({ hash: digest(sid), expires: this.#now() + IDLE_MS, step: TOUCH_EVERY_MS });
    });
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    this.#answer(callback, () => {
      this.#statements.destroy.run({ hash: digest(sid) });
    });
  }

  /** In how many browsers a person is signed in. */
  countOf(userId: number): number {
    return this.#statements.countOf.get({ userId, now: this.#now() })!;
  }

  /** Ends every session of a person, on all devices. */
  destroyOf(userId: number): void {
    this.#statements.destroyOf.run({ userId });
  }

  /** Removes what has expired. */
  purge(): void {
    this.#statements.purge.run({ now: this.#now() });
  }

  #now() {
    return this.#clock().getTime();
  }

  #answer<Value>(callback: ((error: unknown, value?: Value) => void) | undefined, work: () => Value) {
    let value: Value;
    try {
      value = work();
    } catch (error) {
      callback?.(error);
      return;
    }
    callback?.(null, value);
  }
}
