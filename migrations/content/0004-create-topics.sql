-- Categories (nested) and tags (flat). `path` is the address below /category/ or /tag/: 'world/europe'.
CREATE TABLE topics (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('category', 'tag')),
  parent_id   INTEGER REFERENCES topics (id) ON DELETE SET NULL,
  name        TEXT NOT NULL,
  slug        TEXT NOT NULL,
  path        TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  created_at  TEXT NOT NULL,
  UNIQUE (kind, path)
) STRICT;
CREATE INDEX topics_parent ON topics (parent_id);
CREATE INDEX topics_name ON topics (kind, name COLLATE NOCASE);
