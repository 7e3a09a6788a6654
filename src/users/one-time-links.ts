import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../database/driver.ts";

export type OneTimeLinks = ReturnType<typeof oneTimeLinks>;
type Purpose = "setup" | "password";

const digest = (token: string) => createHash("sha256").update(token).digest();

/** Tokens for links that work once. The database holds hashes; the newest link of a person replaces the older ones. */
export function oneTimeLinks(db: Database) {
  const remove = db.prepare("DELETE FROM one_time_links WHERE purpose = @purpose AND user_id IS @userId");
  const insert = db.prepare(
    "INSERT INTO one_time_links (token_hash, purpose, user_id, expires_at) VALUES (@hash, @purpose, @userId, @expires)",
  );
  const find = db.prepare<{ hash: Buffer; purpose: Purpose; now: string }, { user_id: number | null }>(
    "SELECT user_id FROM one_time_links WHERE token_hash = @hash AND purpose = @purpose AND expires_at > @now",
  );
  return {
    create(purpose: Purpose, userId: number | null, expiresAt: Date): string {
      const token = randomBytes(24).toString("base64url");
      db.transaction(() => {
        remove.run({ purpose, userId });
        insert.run({ hash: digest(token), purpose, userId, expires: expiresAt.toISOString() });
      })();
      return token;
    },
    /** Whether the link still works, and whose it is. */
    find(purpose: Purpose, token: string, now: Date): { userId: number | null } | undefined {
      const row = find.get({ hash: digest(token), purpose, now: now.toISOString() });
      return row && { userId: row.user_id };
    },
    /** Ends every link of this purpose for this person. */
    use(purpose: Purpose, userId: number | null): void {
      remove.run({ purpose, userId });
    },
  };
}
