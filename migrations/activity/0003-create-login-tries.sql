-- Failed logins, counted for a network together with an account, and for a network alone (src/sessions/login-limits.ts).
-- `subject` is a keyed hash: neither addresses nor accounts can be read here.
CREATE TABLE login_tries (
  subject      BLOB PRIMARY KEY,
  failures     INTEGER NOT NULL,
  last_at      INTEGER NOT NULL,                    -- milliseconds since 1970
  closed_until INTEGER NOT NULL                     -- the same; 0 while the next try may come at once
) STRICT, WITHOUT ROWID;
CREATE INDEX login_tries_last ON login_tries (last_at);
