-- @rebuilds-a-table
-- Posts that are in no list, posts that expire, and what search engines and cards are told. The table is made anew,
-- because the columns that decide who may see a post (0005) take in two more:
--   is_unlisted  readable at its address, and listed nowhere;
--   is_expired   neither readable nor listed. A moment that passes touches no row, and counts, archives and the log of
--                changes are kept by triggers on rows: so whoever looks first after that moment sets the column.
DROP VIEW post_places;
DROP TRIGGER changes_media_looks;
DROP TRIGGER changes_media_sizes;
-- Triggers of other tables name `posts` while there is none.
PRAGMA legacy_alter_table = ON;
CREATE TABLE posts_anew (
  id                 INTEGER PRIMARY KEY,
  kind               TEXT NOT NULL CHECK (kind IN ('post', 'page')),
  status             TEXT NOT NULL CHECK (status IN ('draft', 'pending', 'published', 'private', 'trash')),
  status_before_trash TEXT CHECK (status_before_trash IN ('draft', 'pending', 'published', 'private')),
  trashed_at         TEXT,
  published_at       TEXT,                          -- ISO 8601 UTC; required while published
  password           TEXT,                          -- what a reader must type; NULL for none
  slug               TEXT NOT NULL,                 -- one path segment, lower case
  parent_id          INTEGER REFERENCES posts (id) ON DELETE SET NULL,  -- pages only
  path               TEXT,                          -- pages only: the address, 'about/team'
  position           INTEGER NOT NULL DEFAULT 0,    -- pages only: order among siblings
  title              TEXT NOT NULL,
  excerpt            TEXT NOT NULL DEFAULT '',      -- as the author wrote it; may be empty
  summary            TEXT NOT NULL DEFAULT '',      -- the excerpt, or one made from the body: plain text
  featured_media_id  INTEGER REFERENCES media (id) ON DELETE SET NULL,
  is_sticky          INTEGER NOT NULL DEFAULT 0,
  is_unlisted        INTEGER NOT NULL DEFAULT 0,    -- only whoever has the address finds it
  expires_at         TEXT,                          -- from then on as if it were gone; NULL for never
  is_expired         INTEGER NOT NULL DEFAULT 0,    -- whether that moment has come: set by src/posts/expiry-repository.ts
  template           TEXT NOT NULL DEFAULT 'standard' CHECK (template IN ('standard', 'wide', 'poster')),
  canonical_url      TEXT NOT NULL DEFAULT '',      -- where the original stands, on another site; '' for here
  search_title       TEXT NOT NULL DEFAULT '',      -- for search engines; '' for the title
  search_description TEXT NOT NULL DEFAULT '',      -- for search engines and cards; '' for the summary
  sharing_media_id   INTEGER REFERENCES media (id) ON DELETE SET NULL,  -- for cards; NULL for the featured picture
  comments_open      INTEGER NOT NULL DEFAULT 1,
  comment_count      INTEGER NOT NULL DEFAULT 0,    -- approved ones; kept by triggers on comments
  word_count         INTEGER NOT NULL DEFAULT 0,
  reading_minutes    INTEGER NOT NULL DEFAULT 1,
  tags_text          TEXT NOT NULL DEFAULT '',      -- names of its tags, for search
  language           TEXT,                          -- BCP 47; NULL for the language of the site
  created_at         TEXT NOT NULL,
  updated_at         TEXT NOT NULL,                 -- when a person last saved it
  readable_at        TEXT GENERATED ALWAYS AS (CASE WHEN status = 'published' AND is_expired = 0 THEN published_at END) STORED,
  listed_at          TEXT GENERATED ALWAYS AS (CASE
                       WHEN status = 'published' AND is_expired = 0 AND password IS NULL AND is_unlisted = 0 THEN published_at END) STORED,
  desk_at            TEXT GENERATED ALWAYS AS (CASE status  -- the date under which the desk lists it
                       WHEN 'published' THEN published_at
                       WHEN 'private' THEN coalesce(published_at, updated_at)
                       WHEN 'trash' THEN coalesce(trashed_at, updated_at)
                       ELSE updated_at END) STORED,
  revision           INTEGER NOT NULL DEFAULT 1,    -- how often a person saved it: who saves an older one is told
  renderer_version   INTEGER NOT NULL DEFAULT 0,
  headings           TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(headings)),  -- [{"level": 2, "id": …, "text": …}]
  body_format        TEXT NOT NULL DEFAULT 'markdown' CHECK (body_format IN ('markdown', 'html')),
  body_source        TEXT NOT NULL DEFAULT '',
  body_html          TEXT NOT NULL DEFAULT '',
  body_text          TEXT NOT NULL DEFAULT '',      -- plain text, for search
  CHECK (status <> 'published' OR published_at IS NOT NULL),
  CHECK ((kind = 'page') = (path IS NOT NULL))
) STRICT;
INSERT INTO posts_anew (
  id, kind, status, status_before_trash, trashed_at, published_at, password, slug,
  parent_id, path, position, title, excerpt, summary, featured_media_id, is_sticky,
  comments_open, comment_count, word_count, reading_minutes, tags_text, language, created_at, updated_at,
  revision, renderer_version, headings, body_format, body_source, body_html, body_text
) SELECT
  id, kind, status, status_before_trash, trashed_at, published_at, password, slug,
  parent_id, path, position, title, excerpt, summary, featured_media_id, is_sticky,
  comments_open, comment_count, word_count, reading_minutes, tags_text, language, created_at, updated_at,
  revision, renderer_version, headings, body_format, body_source, body_html, body_text
FROM posts;
DROP TABLE posts;
ALTER TABLE posts_anew RENAME TO posts;
PRAGMA legacy_alter_table = OFF;

CREATE UNIQUE INDEX posts_slug ON posts (slug) WHERE kind = 'post';
CREATE UNIQUE INDEX posts_path ON posts (path) WHERE kind = 'page';
CREATE INDEX posts_listed ON posts (kind, listed_at DESC, id DESC);
CREATE INDEX posts_desk ON posts (kind, status, desk_at DESC, id DESC);
CREATE INDEX posts_desk_all ON posts (kind, desk_at DESC, id DESC);
CREATE INDEX posts_parent ON posts (parent_id, position, title);
CREATE INDEX posts_featured ON posts (featured_media_id);
CREATE INDEX posts_renderer ON posts (renderer_version);
CREATE INDEX posts_river ON posts (kind, is_sticky, listed_at DESC, id DESC);
CREATE INDEX posts_mapped ON posts (listed_at, id, canonical_url);
CREATE INDEX posts_listed_by_id ON posts (id, listed_at);
CREATE INDEX posts_sharing ON posts (sharing_media_id) WHERE sharing_media_id IS NOT NULL;
CREATE INDEX posts_expiring ON posts (is_expired, expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX posts_elsewhere ON posts (listed_at) WHERE canonical_url <> '';

CREATE VIEW post_places (post_id, readable_at, tag) AS
  SELECT p.id, p.readable_at, 'post:' || p.id FROM posts AS p
  UNION ALL SELECT p.id, p.readable_at, 'newest' FROM posts AS p WHERE p.kind = 'post'
  UNION ALL SELECT p.id, p.readable_at, 'day:' || substr(p.listed_at, 1, 10) FROM posts AS p
    WHERE p.kind = 'post' AND p.listed_at IS NOT NULL
  UNION ALL SELECT p.id, p.readable_at, 'month:' || substr(p.listed_at, 1, 7) FROM posts AS p
    WHERE p.kind = 'post' AND p.listed_at IS NOT NULL
  UNION ALL SELECT p.id, p.readable_at, 'beside:' || (
      SELECT b.id FROM posts AS b WHERE b.kind = 'post' AND (b.listed_at, b.id) < (p.listed_at, p.id)
      ORDER BY b.listed_at DESC, b.id DESC LIMIT 1)
    FROM posts AS p WHERE p.kind = 'post' AND p.listed_at IS NOT NULL
  UNION ALL SELECT p.id, p.readable_at, 'beside:' || (
      SELECT b.id FROM posts AS b WHERE b.kind = 'post' AND (b.listed_at, b.id) > (p.listed_at, p.id)
      ORDER BY b.listed_at, b.id LIMIT 1)
    FROM posts AS p WHERE p.kind = 'post' AND p.listed_at IS NOT NULL
  UNION ALL SELECT p.id, p.readable_at, 'path:' || p.path FROM posts AS p WHERE p.kind = 'page'
  UNION ALL SELECT p.id, p.readable_at, 'below:' || p.parent_id FROM posts AS p
    WHERE p.kind = 'page' AND p.parent_id IS NOT NULL
  UNION ALL SELECT pt.post_id, pt.listed_at, 'in-topic:' || pt.topic_id FROM post_topics AS pt
  UNION ALL SELECT pa.post_id, pa.listed_at, 'by:' || pa.user_id FROM post_authors AS pa;

CREATE TRIGGER posts_listed_moves AFTER UPDATE OF status, published_at, password, is_unlisted, is_expired ON posts BEGIN
  UPDATE post_authors SET listed_at = CASE new.kind WHEN 'post' THEN new.listed_at END WHERE post_id = new.id;
  UPDATE post_topics SET listed_at = CASE new.kind WHEN 'post' THEN new.listed_at END WHERE post_id = new.id;
END;
CREATE TRIGGER posts_keep_id AFTER DELETE ON posts BEGIN
  UPDATE post_ids SET highest = max(highest, old.id);
END;
CREATE TRIGGER posts_search_insert AFTER INSERT ON posts BEGIN
  INSERT INTO posts_search (rowid, title, excerpt, tags_text, body_text)
  VALUES (new.id, search_words(new.title), search_words(new.excerpt), search_words(new.tags_text), search_words(new.body_text));
END;
CREATE TRIGGER posts_search_update AFTER UPDATE OF title, excerpt, tags_text, body_text ON posts
WHEN (old.title, old.excerpt, old.tags_text, old.body_text) <> (new.title, new.excerpt, new.tags_text, new.body_text) BEGIN
  INSERT OR REPLACE INTO posts_search (rowid, title, excerpt, tags_text, body_text)
  VALUES (new.id, search_words(new.title), search_words(new.excerpt), search_words(new.tags_text), search_words(new.body_text));
END;
CREATE TRIGGER posts_search_delete AFTER DELETE ON posts BEGIN
  DELETE FROM posts_search WHERE rowid = old.id;
END;
CREATE TRIGGER changes_post_comes AFTER INSERT ON posts WHEN new.readable_at IS NOT NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT tag, readable_at FROM post_places WHERE post_id = new.id AND tag IS NOT NULL;
END;
CREATE TRIGGER changes_post_goes BEFORE DELETE ON posts WHEN old.readable_at IS NOT NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT tag, readable_at FROM post_places WHERE post_id = old.id AND tag IS NOT NULL;
END;
CREATE TRIGGER changes_post_leaves BEFORE UPDATE OF status, published_at, password, is_unlisted, is_expired, kind, path, parent_id, position, is_sticky ON posts
WHEN old.readable_at IS NOT NULL AND
  (old.status, old.published_at, old.password, old.is_unlisted, old.is_expired, old.path, old.parent_id, old.position, old.is_sticky)
  IS NOT (new.status, new.published_at, new.password, new.is_unlisted, new.is_expired, new.path, new.parent_id, new.position, new.is_sticky) BEGIN
  INSERT INTO changes (tag, from_at) SELECT tag, readable_at FROM post_places WHERE post_id = old.id AND tag IS NOT NULL;
END;
CREATE TRIGGER changes_post_arrives AFTER UPDATE OF status, published_at, password, is_unlisted, is_expired, kind, path, parent_id, position, is_sticky ON posts
WHEN new.readable_at IS NOT NULL AND
  (old.status, old.published_at, old.password, old.is_unlisted, old.is_expired, old.path, old.parent_id, old.position, old.is_sticky)
  IS NOT (new.status, new.published_at, new.password, new.is_unlisted, new.is_expired, new.path, new.parent_id, new.position, new.is_sticky) BEGIN
  INSERT INTO changes (tag, from_at) SELECT tag, readable_at FROM post_places WHERE post_id = new.id AND tag IS NOT NULL;
END;
CREATE TRIGGER changes_post_looks AFTER UPDATE ON posts
WHEN new.readable_at IS NOT NULL AND old.readable_at IS NOT NULL AND
  (old.title, old.excerpt, old.summary, old.slug, old.featured_media_id, old.comments_open, old.comment_count,
   old.word_count, old.reading_minutes, old.language, old.updated_at, old.headings, old.body_html,
   old.template, old.canonical_url, old.search_title, old.search_description, old.sharing_media_id)
  IS NOT (new.title, new.excerpt, new.summary, new.slug, new.featured_media_id, new.comments_open, new.comment_count,
   new.word_count, new.reading_minutes, new.language, new.updated_at, new.headings, new.body_html,
   new.template, new.canonical_url, new.search_title, new.search_description, new.sharing_media_id) BEGIN
  INSERT INTO changes (tag, from_at) VALUES ('post:' || new.id, min(old.readable_at, new.readable_at));
END;
CREATE TRIGGER changes_post_in_menu AFTER UPDATE OF status, published_at, is_expired, title, slug, path ON posts
WHEN (old.readable_at, old.title, old.slug, old.path) IS NOT (new.readable_at, new.title, new.slug, new.path)
  AND EXISTS (SELECT 1 FROM menu_items AS i WHERE i.post_id = new.id) BEGIN
  INSERT INTO changes (tag) VALUES ('everything');
END;
CREATE TRIGGER changes_media_looks AFTER UPDATE ON media
WHEN (old.path, old.alt, old.caption, old.credit, old.width, old.height) IS NOT (new.path, new.alt, new.caption, new.credit, new.width, new.height) BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
    WHERE (p.featured_media_id = new.id OR p.sharing_media_id = new.id) AND p.readable_at IS NOT NULL;
  INSERT INTO changes (tag) SELECT 'user:' || u.id FROM users AS u WHERE u.avatar_media_id = new.id;
  INSERT INTO changes (tag) VALUES ('widgets');
END;
CREATE TRIGGER changes_media_sizes AFTER INSERT ON media_variants BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
    WHERE (p.featured_media_id = new.media_id OR p.sharing_media_id = new.media_id) AND p.readable_at IS NOT NULL;
  INSERT INTO changes (tag) SELECT 'user:' || u.id FROM users AS u WHERE u.avatar_media_id = new.media_id;
END;
CREATE TRIGGER counted_posts_insert AFTER INSERT ON posts BEGIN
  INSERT INTO counted_states (kind, status, total) VALUES (new.kind, new.status, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
  INSERT INTO counted_days (kind, day, posts, comments)
    SELECT new.kind, substr(new.listed_at, 1, length), 1, new.comment_count
    FROM (SELECT 0 AS length UNION ALL SELECT 10) WHERE new.listed_at IS NOT NULL
    ON CONFLICT DO UPDATE SET posts = posts + 1, comments = comments + excluded.comments;
END;
CREATE TRIGGER counted_posts_delete AFTER DELETE ON posts BEGIN
  UPDATE counted_states SET total = total - 1 WHERE kind = old.kind AND status = old.status;
  UPDATE counted_days SET posts = posts - 1, comments = comments - old.comment_count
    WHERE kind = old.kind AND day IN ('', substr(old.listed_at, 1, 10)) AND old.listed_at IS NOT NULL;
END;
CREATE TRIGGER counted_posts_move AFTER UPDATE OF kind, status, published_at, password, is_unlisted, is_expired ON posts
WHEN old.kind <> new.kind OR old.status <> new.status OR old.listed_at IS NOT new.listed_at BEGIN
  UPDATE counted_states SET total = total - 1 WHERE kind = old.kind AND status = old.status;
  INSERT INTO counted_states (kind, status, total) VALUES (new.kind, new.status, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
  UPDATE counted_days SET posts = posts - 1, comments = comments - old.comment_count
    WHERE kind = old.kind AND day IN ('', substr(old.listed_at, 1, 10)) AND old.listed_at IS NOT NULL;
  INSERT INTO counted_days (kind, day, posts, comments)
    SELECT new.kind, substr(new.listed_at, 1, length), 1, new.comment_count
    FROM (SELECT 0 AS length UNION ALL SELECT 10) WHERE new.listed_at IS NOT NULL
    ON CONFLICT DO UPDATE SET posts = posts + 1, comments = comments + excluded.comments;
END;
CREATE TRIGGER counted_posts_discuss AFTER UPDATE OF comment_count ON posts WHEN new.listed_at IS NOT NULL BEGIN
  UPDATE counted_days SET comments = comments + new.comment_count - old.comment_count
    WHERE kind = new.kind AND day IN ('', substr(new.listed_at, 1, 10));
END;

-- The labels of a post that no list has stand on its page; lists have triggers of their own (0013).
CREATE TRIGGER changes_hidden_topic_gains AFTER INSERT ON post_topics WHEN new.listed_at IS NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
  WHERE p.id = new.post_id AND p.readable_at IS NOT NULL;
END;
CREATE TRIGGER changes_hidden_topic_loses AFTER DELETE ON post_topics WHEN old.listed_at IS NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
  WHERE p.id = old.post_id AND p.readable_at IS NOT NULL;
END;
CREATE TRIGGER changes_hidden_topic_moves AFTER UPDATE OF position, is_direct ON post_topics WHEN new.listed_at IS NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
  WHERE p.id = new.post_id AND p.readable_at IS NOT NULL;
END;
CREATE TRIGGER changes_hidden_author_moves AFTER UPDATE OF position ON post_authors WHEN new.listed_at IS NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
  WHERE p.id = new.post_id AND p.readable_at IS NOT NULL;
END;
