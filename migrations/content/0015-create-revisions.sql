-- What posts and pages were: one row for every save that changed something an author typed. Kept for as long as the post.
--
-- Texts are stored as what differs from the revision before (src/revisions/packing.ts): `base` is the number of the
-- revision that stands alone and with which reading begins. It is never more than a few rows away.
CREATE TABLE revisions (
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  number           INTEGER NOT NULL,                -- 1, 2, 3 … of this post
  kind             TEXT NOT NULL CHECK (kind IN ('kept', 'created', 'saved', 'published', 'updated', 'restored')),
  user_id          INTEGER REFERENCES users (id) ON DELETE SET NULL,  -- who saved it; NULL where nobody knows
  created_at       TEXT NOT NULL,                   -- ISO 8601 UTC
  words_added      INTEGER NOT NULL,                -- to the body, against the revision before
  words_removed    INTEGER NOT NULL,
  password_changed INTEGER NOT NULL,                -- passwords themselves are not kept
  base             INTEGER NOT NULL,
  settings         BLOB NOT NULL,                   -- packed JSON: everything but the body
  body             BLOB NOT NULL,                   -- packed text
  PRIMARY KEY (post_id, number)
) STRICT;
CREATE INDEX revisions_user ON revisions (user_id);
