-- Changes of posts that are out, which readers are to see from an hour on. Both forms are kept as they were typed: at that
-- hour what differs between them is merged with what was saved since (src/plans/changes.ts).
CREATE TABLE planned_changes (
  post_id    INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
  apply_at   TEXT NOT NULL,                         -- ISO 8601 UTC
  base       TEXT NOT NULL CHECK (json_valid(base)),     -- the form of the post from which the change began
  change     TEXT NOT NULL CHECK (json_valid(change)),   -- the same form, changed
  user_id    INTEGER REFERENCES users (id) ON DELETE SET NULL,  -- who planned it, and by whose rights it is made
  created_at TEXT NOT NULL,
  problem    TEXT CHECK (problem IN ('rights', 'state', 'form'))  -- why it could not be made at its hour; NULL while it waits
) STRICT;
CREATE INDEX planned_changes_due ON planned_changes (apply_at) WHERE problem IS NULL;
CREATE INDEX planned_changes_user ON planned_changes (user_id);
