-- How far each address that purges go to has been told what changed. Everything up to its position in `changes`, and up to
-- its time, has been purged there. A failed purge leaves both where they are and counts the attempt: the next one
-- reads the log again, with all that came since, so nothing waits in a queue of its own.
CREATE TABLE purge_cursors (
  address   TEXT PRIMARY KEY,
  position  INTEGER,                     -- in `changes` of the content; NULL before the first purge
  at        TEXT,                        -- when the log was read so far
  widgets   TEXT,                        -- digest of what stood in the widgets
  attempts  INTEGER NOT NULL DEFAULT 0,  -- failed since the last success
  next_at   TEXT,                        -- of the next attempt after a failure
  failure   TEXT,                        -- of the last attempt: '503', 'timeout', 'ECONNREFUSED'
  purged_at TEXT                         -- the last success
) STRICT, WITHOUT ROWID;
