-- Posts and pages. What an author wrote (`body_source`) and what was made from it at save time are both kept.
--
-- Who may see a post is decided by two columns that the database works out itself, and by nothing else:
--   readable_at  the moment from which its own address answers;
--   listed_at    the moment from which lists, counts, feeds, search and neighbours may name it.
-- Both are NULL for drafts, private posts and the trash; a password keeps a post out of every list.
-- A time in the future schedules a post: no job flips a flag, queries compare with now.
CREATE TABLE posts (
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
  comments_open      INTEGER NOT NULL DEFAULT 1,
  comment_count      INTEGER NOT NULL DEFAULT 0,    -- approved ones; kept by triggers on comments
  word_count         INTEGER NOT NULL DEFAULT 0,
  reading_minutes    INTEGER NOT NULL DEFAULT 1,
  tags_text          TEXT NOT NULL DEFAULT '',      -- names of its tags, for search
  language           TEXT,                          -- BCP 47; NULL for the language of the site
  created_at         TEXT NOT NULL,
  updated_at         TEXT NOT NULL,                 -- when a person last saved it
  readable_at        TEXT GENERATED ALWAYS AS (CASE WHEN status = 'published' THEN published_at END) STORED,
  listed_at          TEXT GENERATED ALWAYS AS (CASE WHEN status = 'published' AND password IS NULL THEN published_at END) STORED,
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
CREATE UNIQUE INDEX posts_slug ON posts (slug) WHERE kind = 'post';
CREATE UNIQUE INDEX posts_path ON posts (path) WHERE kind = 'page';
CREATE INDEX posts_listed ON posts (kind, listed_at DESC, id DESC);
CREATE INDEX posts_commented ON posts (listed_at, comment_count);
CREATE INDEX posts_sticky ON posts (kind, listed_at DESC, id DESC) WHERE is_sticky = 1;
CREATE INDEX posts_desk ON posts (kind, status, desk_at DESC, id DESC);
CREATE INDEX posts_desk_all ON posts (kind, desk_at DESC, id DESC);
CREATE INDEX posts_parent ON posts (parent_id, position, title);
CREATE INDEX posts_featured ON posts (featured_media_id);
CREATE INDEX posts_renderer ON posts (renderer_version);

-- The byline, in its order. `listed_at` repeats the post's, so that an author's page reads one index; pages stand in
-- no archive, so theirs is NULL here.
CREATE TABLE post_authors (
  post_id   INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  position  INTEGER NOT NULL,
  listed_at TEXT,
  PRIMARY KEY (post_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_authors_listed ON post_authors (user_id, listed_at DESC, post_id DESC);

-- Categories and tags of a post. A category's ancestors have a row too (`is_direct` = 0), so that the page of a
-- category reads one index however deep its children are.
CREATE TABLE post_topics (
  post_id   INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  topic_id  INTEGER NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL DEFAULT 0,
  is_direct INTEGER NOT NULL DEFAULT 1,
  listed_at TEXT,
  PRIMARY KEY (post_id, topic_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_topics_listed ON post_topics (topic_id, listed_at DESC, post_id DESC);

CREATE TRIGGER posts_listed_moves AFTER UPDATE OF status, published_at, password ON posts BEGIN
  UPDATE post_authors SET listed_at = CASE new.kind WHEN 'post' THEN new.listed_at END WHERE post_id = new.id;
  UPDATE post_topics SET listed_at = CASE new.kind WHEN 'post' THEN new.listed_at END WHERE post_id = new.id;
END;

-- What a body points at, in its order.
CREATE TABLE post_images (
  post_id  INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  url      TEXT NOT NULL,
  alt      TEXT NOT NULL,
  media_id INTEGER REFERENCES media (id) ON DELETE SET NULL,
  PRIMARY KEY (post_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_images_media ON post_images (media_id);
CREATE TABLE post_links (
  post_id     INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  url         TEXT NOT NULL,
  is_internal INTEGER NOT NULL,
  PRIMARY KEY (post_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_links_url ON post_links (url);

-- Addresses that no longer stand for themselves: a former slug, the address of an imported post, a deleted post.
CREATE TABLE redirects (
  path     TEXT PRIMARY KEY,                        -- decoded, without leading and trailing slash
  post_id  INTEGER REFERENCES posts (id) ON DELETE CASCADE,   -- leads to this post …
  topic_id INTEGER REFERENCES topics (id) ON DELETE CASCADE,  -- … or this topic
  to_path  TEXT,                                    -- … or this path, with its leading slash
  is_gone  INTEGER NOT NULL DEFAULT 0,              -- … or nowhere: answered with 410
  created_at TEXT NOT NULL,
  CHECK ((post_id IS NOT NULL) + (topic_id IS NOT NULL) + (to_path IS NOT NULL) + is_gone = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX redirects_post ON redirects (post_id);
CREATE INDEX redirects_topic ON redirects (topic_id);
