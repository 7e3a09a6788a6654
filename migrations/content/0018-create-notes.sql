-- What editors, authors and reviewers write to each other about a post before readers see it. Readers see none of this.

-- Links by which people without an account look at a post and leave notes. The address is signed: nothing of it is kept.
CREATE TABLE preview_links (
  id         INTEGER PRIMARY KEY,
  post_id    INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,                         -- for whom
  created_by INTEGER REFERENCES users (id) ON DELETE SET NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  opened_at  TEXT                                   -- when it was last used; NULL for never
) STRICT;
CREATE INDEX preview_links_post ON preview_links (post_id, id);
CREATE INDEX preview_links_user ON preview_links (created_by);

CREATE TABLE notes (
  id          INTEGER PRIMARY KEY,
  post_id     INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  parent_id   INTEGER REFERENCES notes (id) ON DELETE CASCADE,         -- what it answers; one level
  kind        TEXT NOT NULL CHECK (kind IN ('note', 'return')),        -- 'return': why an editor gave the post back
  user_id     INTEGER REFERENCES users (id) ON DELETE SET NULL,
  link_id     INTEGER REFERENCES preview_links (id) ON DELETE SET NULL,
  author_name TEXT NOT NULL,
  block       INTEGER,                              -- which block of the text, from 0, when it was written; NULL for the whole
  quote       TEXT NOT NULL DEFAULT '',             -- the words of that block then
  text        TEXT NOT NULL,
  created_at  TEXT NOT NULL,
  resolved_at TEXT                                  -- NULL while it waits; answers have none
) STRICT;
CREATE INDEX notes_post ON notes (post_id, id);
CREATE INDEX notes_waiting ON notes (post_id) WHERE resolved_at IS NULL AND parent_id IS NULL;
CREATE INDEX notes_parent ON notes (parent_id);
CREATE INDEX notes_user ON notes (user_id);
CREATE INDEX notes_link ON notes (link_id);
