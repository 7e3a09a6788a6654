-- What changed for readers: every write to the content appends here, in its own transaction, the names of what it
-- touched. A page in the cache knows the names it was made of (src/cache/tags.ts lists them) and is dropped when one
-- of them comes by. Drafts and held comments leave no line. Triggers write the log, so no writer can forget it.
CREATE TABLE changes (
  id      INTEGER PRIMARY KEY,
  tag     TEXT NOT NULL,                            -- 'post:12', 'in-topic:3', 'newest', 'everything' …
  from_at TEXT                                      -- concerns nobody before this moment; NULL for at once
) STRICT;

-- The log forgets. Who has not read it for so long drops everything (MOST_LINES in src/cache/changes-repository.ts).
CREATE TRIGGER changes_forget AFTER INSERT ON changes WHEN new.id % 1000 = 0 BEGIN
  DELETE FROM changes WHERE id <= new.id - 20000;
END;

-- Everything that is another page when a post comes, goes or moves to another date: the names of one post's places.
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

CREATE TRIGGER changes_post_comes AFTER INSERT ON posts WHEN new.readable_at IS NOT NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT tag, readable_at FROM post_places WHERE post_id = new.id AND tag IS NOT NULL;
END;
CREATE TRIGGER changes_post_goes BEFORE DELETE ON posts WHEN old.readable_at IS NOT NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT tag, readable_at FROM post_places WHERE post_id = old.id AND tag IS NOT NULL;
END;
CREATE TRIGGER changes_post_leaves BEFORE UPDATE OF status, published_at, password, kind, path, parent_id, position, is_sticky ON posts
WHEN old.readable_at IS NOT NULL AND
  (old.status, old.published_at, old.password, old.path, old.parent_id, old.position, old.is_sticky)
  IS NOT (new.status, new.published_at, new.password, new.path, new.parent_id, new.position, new.is_sticky) BEGIN
  INSERT INTO changes (tag, from_at) SELECT tag, readable_at FROM post_places WHERE post_id = old.id AND tag IS NOT NULL;
END;
CREATE TRIGGER changes_post_arrives AFTER UPDATE OF status, published_at, password, kind, path, parent_id, position, is_sticky ON posts
WHEN new.readable_at IS NOT NULL AND
  (old.status, old.published_at, old.password, old.path, old.parent_id, old.position, old.is_sticky)
  IS NOT (new.status, new.published_at, new.password, new.path, new.parent_id, new.position, new.is_sticky) BEGIN
  INSERT INTO changes (tag, from_at) SELECT tag, readable_at FROM post_places WHERE post_id = new.id AND tag IS NOT NULL;
END;
-- What a post looks like, on its own page and on the cards that name it.
CREATE TRIGGER changes_post_looks AFTER UPDATE ON posts
WHEN new.readable_at IS NOT NULL AND old.readable_at IS NOT NULL AND
  (old.title, old.excerpt, old.summary, old.slug, old.featured_media_id, old.comments_open, old.comment_count,
   old.word_count, old.reading_minutes, old.language, old.updated_at, old.headings, old.body_html)
  IS NOT (new.title, new.excerpt, new.summary, new.slug, new.featured_media_id, new.comments_open, new.comment_count,
   new.word_count, new.reading_minutes, new.language, new.updated_at, new.headings, new.body_html) BEGIN
  INSERT INTO changes (tag, from_at) VALUES ('post:' || new.id, min(old.readable_at, new.readable_at));
END;
-- A post that stands in a menu stands on every page.
CREATE TRIGGER changes_post_in_menu AFTER UPDATE OF status, published_at, title, slug, path ON posts
WHEN (old.readable_at, old.title, old.slug, old.path) IS NOT (new.readable_at, new.title, new.slug, new.path)
  AND EXISTS (SELECT 1 FROM menu_items AS i WHERE i.post_id = new.id) BEGIN
  INSERT INTO changes (tag) VALUES ('everything');
END;

-- Which topics and authors a post has. Its labels stand on its cards.
CREATE TRIGGER changes_topic_gains AFTER INSERT ON post_topics WHEN new.listed_at IS NOT NULL BEGIN
  INSERT INTO changes (tag, from_at) VALUES ('in-topic:' || new.topic_id, new.listed_at), ('post:' || new.post_id, new.listed_at);
END;
CREATE TRIGGER changes_topic_loses AFTER DELETE ON post_topics WHEN old.listed_at IS NOT NULL BEGIN
  INSERT INTO changes (tag, from_at) VALUES ('in-topic:' || old.topic_id, old.listed_at), ('post:' || old.post_id, old.listed_at);
END;
CREATE TRIGGER changes_topic_moves AFTER UPDATE ON post_topics
WHEN coalesce(old.listed_at, new.listed_at) IS NOT NULL
  AND (old.topic_id, old.position, old.is_direct, old.listed_at) IS NOT (new.topic_id, new.position, new.is_direct, new.listed_at) BEGIN
  INSERT INTO changes (tag, from_at) VALUES
    ('in-topic:' || old.topic_id, coalesce(old.listed_at, new.listed_at)), ('in-topic:' || new.topic_id, coalesce(new.listed_at, old.listed_at)),
    ('post:' || new.post_id, coalesce(min(old.listed_at, new.listed_at), old.listed_at, new.listed_at));
END;
CREATE TRIGGER changes_author_gains AFTER INSERT ON post_authors WHEN new.listed_at IS NOT NULL BEGIN
  INSERT INTO changes (tag, from_at) VALUES ('by:' || new.user_id, new.listed_at), ('post:' || new.post_id, new.listed_at);
END;
CREATE TRIGGER changes_author_loses AFTER DELETE ON post_authors WHEN old.listed_at IS NOT NULL BEGIN
  INSERT INTO changes (tag, from_at) VALUES ('by:' || old.user_id, old.listed_at), ('post:' || old.post_id, old.listed_at);
END;
CREATE TRIGGER changes_author_moves AFTER UPDATE ON post_authors
WHEN coalesce(old.listed_at, new.listed_at) IS NOT NULL
  AND (old.user_id, old.position, old.listed_at) IS NOT (new.user_id, new.position, new.listed_at) BEGIN
  INSERT INTO changes (tag, from_at) VALUES
    ('by:' || old.user_id, coalesce(old.listed_at, new.listed_at)), ('by:' || new.user_id, coalesce(new.listed_at, old.listed_at)),
    ('post:' || new.post_id, coalesce(min(old.listed_at, new.listed_at), old.listed_at, new.listed_at));
END;

-- Pages are in no archive (listed_at is NULL above) but show their byline all the same.
CREATE TRIGGER changes_page_author_gains AFTER INSERT ON post_authors WHEN new.listed_at IS NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
  WHERE p.id = new.post_id AND p.readable_at IS NOT NULL;
END;
CREATE TRIGGER changes_page_author_loses AFTER DELETE ON post_authors WHEN old.listed_at IS NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
  WHERE p.id = old.post_id AND p.readable_at IS NOT NULL;
END;

-- What topics and people are called and say of themselves.
CREATE TRIGGER changes_topic_comes AFTER INSERT ON topics BEGIN
  INSERT INTO changes (tag) VALUES ('topics-below:' || coalesce(new.parent_id, ''));
END;
CREATE TRIGGER changes_topic_looks AFTER UPDATE ON topics
WHEN (old.name, old.slug, old.path, old.description, old.parent_id) IS NOT (new.name, new.slug, new.path, new.description, new.parent_id) BEGIN
  INSERT INTO changes (tag) VALUES ('topic:' || new.id),
    ('topics-below:' || coalesce(old.parent_id, '')), ('topics-below:' || coalesce(new.parent_id, ''));
  INSERT INTO changes (tag) SELECT 'everything' WHERE EXISTS (SELECT 1 FROM menu_items AS i WHERE i.topic_id = new.id);
END;
CREATE TRIGGER changes_topic_goes AFTER DELETE ON topics BEGIN
  INSERT INTO changes (tag) VALUES ('topic:' || old.id), ('topics-below:' || coalesce(old.parent_id, ''));
END;
CREATE TRIGGER changes_user_looks AFTER UPDATE ON users
WHEN (old.name, old.slug, old.bio_html, old.website, old.links, old.avatar_media_id, old.is_disabled)
  IS NOT (new.name, new.slug, new.bio_html, new.website, new.links, new.avatar_media_id, new.is_disabled) BEGIN
  INSERT INTO changes (tag) VALUES ('user:' || new.id);
END;

-- Pictures, where they head a post or show a person.
CREATE TRIGGER changes_media_looks AFTER UPDATE ON media
WHEN (old.path, old.alt, old.caption, old.credit, old.width, old.height) IS NOT (new.path, new.alt, new.caption, new.credit, new.width, new.height) BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
    WHERE p.featured_media_id = new.id AND p.readable_at IS NOT NULL;
  INSERT INTO changes (tag) SELECT 'user:' || u.id FROM users AS u WHERE u.avatar_media_id = new.id;
  INSERT INTO changes (tag) VALUES ('widgets');
END;
CREATE TRIGGER changes_media_sizes AFTER INSERT ON media_variants BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
    WHERE p.featured_media_id = new.media_id AND p.readable_at IS NOT NULL;
  INSERT INTO changes (tag) SELECT 'user:' || u.id FROM users AS u WHERE u.avatar_media_id = new.media_id;
END;

-- The conversation. A held comment changes nothing for readers.
CREATE TRIGGER changes_comment_comes AFTER INSERT ON comments WHEN new.status = 'approved' BEGIN
  INSERT INTO changes (tag) VALUES ('talk'), ('talk:' || new.post_id);
END;
CREATE TRIGGER changes_comment_looks AFTER UPDATE ON comments
WHEN (old.status = 'approved' OR new.status = 'approved') AND
  (old.post_id, old.status, old.parent_id, old.root_id, old.depth, old.user_id, old.author_name, old.website, old.html, old.created_at)
  IS NOT (new.post_id, new.status, new.parent_id, new.root_id, new.depth, new.user_id, new.author_name, new.website, new.html, new.created_at) BEGIN
  INSERT INTO changes (tag) VALUES ('talk'), ('talk:' || old.post_id);
  INSERT INTO changes (tag) SELECT 'talk:' || new.post_id WHERE new.post_id <> old.post_id;
END;
CREATE TRIGGER changes_comment_goes AFTER DELETE ON comments WHEN old.status = 'approved' BEGIN
  INSERT INTO changes (tag) VALUES ('talk'), ('talk:' || old.post_id);
END;

-- What stands around every page.
CREATE TRIGGER changes_settings_come AFTER INSERT ON settings BEGIN INSERT INTO changes (tag) VALUES ('everything'); END;
CREATE TRIGGER changes_settings_look AFTER UPDATE ON settings WHEN old.value <> new.value BEGIN INSERT INTO changes (tag) VALUES ('everything'); END;
CREATE TRIGGER changes_menus_come AFTER INSERT ON menus BEGIN INSERT INTO changes (tag) VALUES ('everything'); END;
CREATE TRIGGER changes_menus_look AFTER UPDATE ON menus WHEN (old.location IS NOT new.location) BEGIN INSERT INTO changes (tag) VALUES ('everything'); END;
CREATE TRIGGER changes_menus_go AFTER DELETE ON menus WHEN old.location IS NOT NULL BEGIN INSERT INTO changes (tag) VALUES ('everything'); END;
CREATE TRIGGER changes_items_come AFTER INSERT ON menu_items BEGIN INSERT INTO changes (tag) VALUES ('everything'); END;
CREATE TRIGGER changes_items_look AFTER UPDATE ON menu_items BEGIN INSERT INTO changes (tag) VALUES ('everything'); END;
CREATE TRIGGER changes_items_go AFTER DELETE ON menu_items WHEN old.removed_at IS NULL BEGIN INSERT INTO changes (tag) VALUES ('everything'); END;
CREATE TRIGGER changes_widgets_come AFTER INSERT ON widgets BEGIN INSERT INTO changes (tag) VALUES ('widgets'); END;
CREATE TRIGGER changes_widgets_look AFTER UPDATE ON widgets BEGIN INSERT INTO changes (tag) VALUES ('widgets'); END;
CREATE TRIGGER changes_widgets_go AFTER DELETE ON widgets WHEN old.removed_at IS NULL BEGIN INSERT INTO changes (tag) VALUES ('widgets'); END;
