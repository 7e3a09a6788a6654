-- The number of a deleted post is never given again: feeds, /?p=12 and open editors know posts by it.
CREATE TABLE post_ids (
  highest INTEGER NOT NULL   -- of all that were deleted; the table has one row
) STRICT;
INSERT INTO post_ids (highest) VALUES (0);
CREATE TRIGGER posts_keep_id AFTER DELETE ON posts BEGIN
  UPDATE post_ids SET highest = max(highest, old.id);
END;
