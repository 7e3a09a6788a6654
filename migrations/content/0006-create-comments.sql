-- Comments. E-mail addresses are encrypted with a key that is not in this database, and found by a keyed hash.
-- `parent_id` is what a comment answers, for ever. `root_id` and `depth` say where it is shown: they pass over comments
-- that are not approved, and are worked out again whenever a status changes (settle, src/comments/store.ts).
CREATE TABLE comments (
  id           INTEGER PRIMARY KEY,
  post_id      INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  parent_id    INTEGER REFERENCES comments (id) ON DELETE SET NULL,
  root_id      INTEGER REFERENCES comments (id) ON DELETE SET NULL,  -- the top of its thread; NULL at the top
  depth        INTEGER NOT NULL DEFAULT 1,          -- 1 at the top
  kind         TEXT NOT NULL DEFAULT 'comment' CHECK (kind IN ('comment', 'pingback', 'trackback')),
  status       TEXT NOT NULL CHECK (status IN ('approved', 'pending', 'spam', 'trash')),
  status_before TEXT CHECK (status_before IN ('approved', 'pending', 'spam')),  -- before spam or trash
  hold_reason  TEXT,                                -- a key of comments.reasons in the message catalogue
  user_id      INTEGER REFERENCES users (id) ON DELETE SET NULL,
  author_name  TEXT NOT NULL,
  email_sealed BLOB,
  email_hash   BLOB,
  website      TEXT NOT NULL DEFAULT '',
  browser_hash BLOB,                                -- keyed hash of the signed token of the browser that wrote it
  source       TEXT NOT NULL,                       -- as typed
  source_format TEXT NOT NULL DEFAULT 'markdown' CHECK (source_format IN ('markdown', 'html')),
  html         TEXT NOT NULL,
  text         TEXT NOT NULL,                       -- plain, for lists
  created_at   TEXT NOT NULL,
  edited_at    TEXT
) STRICT;
CREATE INDEX comments_tops ON comments (post_id, kind, created_at, id) WHERE status = 'approved' AND root_id IS NULL;
CREATE INDEX comments_threads ON comments (root_id, status, created_at, id);
CREATE INDEX comments_newest ON comments (created_at DESC, id DESC) WHERE status = 'approved';
CREATE INDEX comments_queue ON comments (status, created_at DESC, id DESC);
CREATE INDEX comments_queue_all ON comments (created_at DESC, id DESC);
CREATE INDEX comments_of_post ON comments (post_id, author_name);
CREATE INDEX comments_parent ON comments (parent_id);
CREATE INDEX comments_email ON comments (email_hash) WHERE status = 'approved';
CREATE INDEX comments_browser ON comments (browser_hash) WHERE status = 'approved';
CREATE INDEX comments_user ON comments (user_id);

CREATE TRIGGER comments_count_insert AFTER INSERT ON comments WHEN new.status = 'approved' BEGIN
  UPDATE posts SET comment_count = comment_count + 1 WHERE id = new.post_id;
END;
CREATE TRIGGER comments_count_update AFTER UPDATE OF status, post_id ON comments BEGIN
  UPDATE posts SET comment_count = comment_count - 1 WHERE id = old.post_id AND old.status = 'approved';
  UPDATE posts SET comment_count = comment_count + 1 WHERE id = new.post_id AND new.status = 'approved';
END;
CREATE TRIGGER comments_count_delete AFTER DELETE ON comments WHEN old.status = 'approved' BEGIN
  UPDATE posts SET comment_count = comment_count - 1 WHERE id = old.post_id;
END;
