-- Who is signed in. `sid_hash` is the SHA-256 of the session id: a copy of this file lets nobody in.
CREATE TABLE sessions (
  sid_hash   BLOB PRIMARY KEY,
  data       TEXT NOT NULL,
  user_id    INTEGER,
  expires_at INTEGER NOT NULL                       -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_expires ON sessions (expires_at);
CREATE INDEX sessions_user ON sessions (user_id) WHERE user_id IS NOT NULL;
