-- Full-text search over posts and pages. The index keeps no copy of the text: it reads the columns of `posts`.
CREATE VIRTUAL TABLE posts_search USING fts5 (
  title, excerpt, tags_text, body_text,
  content = 'posts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER posts_search_insert AFTER INSERT ON posts BEGIN
  INSERT INTO posts_search (rowid, title, excerpt, tags_text, body_text)
  VALUES (new.id, new.title, new.excerpt, new.tags_text, new.body_text);
END;
CREATE TRIGGER posts_search_update AFTER UPDATE OF title, excerpt, tags_text, body_text ON posts BEGIN
  INSERT INTO posts_search (posts_search, rowid, title, excerpt, tags_text, body_text)
  VALUES ('delete', old.id, old.title, old.excerpt, old.tags_text, old.body_text);
  INSERT INTO posts_search (rowid, title, excerpt, tags_text, body_text)
  VALUES (new.id, new.title, new.excerpt, new.tags_text, new.body_text);
END;
CREATE TRIGGER posts_search_delete AFTER DELETE ON posts BEGIN
  INSERT INTO posts_search (posts_search, rowid, title, excerpt, tags_text, body_text)
  VALUES ('delete', old.id, old.title, old.excerpt, old.tags_text, old.body_text);
END;
