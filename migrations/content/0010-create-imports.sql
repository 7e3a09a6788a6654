-- What came from where: a second import of the same thing finds it here and adds nothing.
CREATE TABLE import_items (
  source    TEXT NOT NULL,                          -- 'wordpress https://old.example'
  kind      TEXT NOT NULL,                          -- post, page, media, comment, category, tag, author, menu-item
  guid      TEXT NOT NULL,                          -- what identifies it there
  target_id INTEGER NOT NULL,                       -- the id it has here
  PRIMARY KEY (source, kind, guid)
) STRICT, WITHOUT ROWID;
-- /?p=12 of an imported site
CREATE TABLE legacy_ids (
  legacy_id INTEGER PRIMARY KEY,
  post_id   INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX legacy_ids_post ON legacy_ids (post_id);
