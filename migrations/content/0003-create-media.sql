-- Uploaded pictures and files. `path` is below DATA_DIR/media and made by the server.
CREATE TABLE media (
  id            INTEGER PRIMARY KEY,
  path          TEXT NOT NULL UNIQUE,               -- '2026/11/3f9c….jpg'
  original_name TEXT NOT NULL,
  mime          TEXT NOT NULL,
  width         INTEGER,                            -- pixels, upright; NULL where it is no picture
  height        INTEGER,
  bytes         INTEGER NOT NULL,
  sha256        BLOB NOT NULL,                      -- of the file as uploaded: the same file is kept once
  alt           TEXT NOT NULL DEFAULT '',
  caption       TEXT NOT NULL DEFAULT '',
  credit        TEXT NOT NULL DEFAULT '',
  uploaded_by   INTEGER REFERENCES users (id) ON DELETE SET NULL,
  created_at    TEXT NOT NULL
) STRICT;
CREATE INDEX media_newest ON media (created_at DESC, id DESC);
CREATE INDEX media_sha256 ON media (sha256);
CREATE INDEX media_uploaded_by ON media (uploaded_by);
CREATE INDEX users_avatar ON users (avatar_media_id);

CREATE TABLE media_variants (
  media_id INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
  mime     TEXT NOT NULL,
  width    INTEGER NOT NULL,
  height   INTEGER NOT NULL,
  path     TEXT NOT NULL UNIQUE,
  bytes    INTEGER NOT NULL,
  PRIMARY KEY (media_id, mime, width)
) STRICT, WITHOUT ROWID;
