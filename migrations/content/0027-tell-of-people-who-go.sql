-- A person who is deleted may stand in a widget. And who takes over their posts stands on those that no list has, too.
CREATE TRIGGER changes_user_goes AFTER DELETE ON users BEGIN
  INSERT INTO changes (tag) VALUES ('user:' || old.id);
END;
DROP TRIGGER changes_hidden_author_moves;
CREATE TRIGGER changes_hidden_author_moves AFTER UPDATE OF user_id, position ON post_authors WHEN new.listed_at IS NULL BEGIN
  INSERT INTO changes (tag, from_at) SELECT 'post:' || p.id, p.readable_at FROM posts AS p
  WHERE p.id = new.post_id AND p.readable_at IS NOT NULL;
END;
