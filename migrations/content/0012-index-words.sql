-- Full-text search by words that `search_words` (src/database/words.ts) makes from a text: folded, and for scripts
-- without spaces in overlapping pairs of characters. The index keeps no text: who shows a passage reads it from `posts`.
DROP TRIGGER posts_search_insert;
DROP TRIGGER posts_search_update;
DROP TRIGGER posts_search_delete;
DROP TABLE posts_search;
CREATE VIRTUAL TABLE posts_search USING fts5 (
  title, excerpt, tags_text, body_text,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
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
INSERT INTO posts_search (rowid, title, excerpt, tags_text, body_text)
SELECT id, search_words(title), search_words(excerpt), search_words(tags_text), search_words(body_text) FROM posts;
