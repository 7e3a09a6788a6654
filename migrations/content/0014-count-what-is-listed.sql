-- How many posts there are, kept by triggers, so that no page counts an archive. Everything that has a `listed_at` is
-- counted, what is scheduled too: whoever asks subtracts what an index finds after now (src/posts/counts.ts).

-- By kind and UTC day ('2026-11-23'), and by kind alone (''); `comments` are the approved ones on these posts.
CREATE TABLE counted_days (
  kind     TEXT NOT NULL,
  day      TEXT NOT NULL,
  posts    INTEGER NOT NULL,
  comments INTEGER NOT NULL,
  PRIMARY KEY (kind, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE counted_topics (
  topic_id INTEGER PRIMARY KEY REFERENCES topics (id) ON DELETE CASCADE,
  posts    INTEGER NOT NULL
) STRICT;
CREATE INDEX counted_topics_most ON counted_topics (posts DESC, topic_id);
CREATE TABLE counted_authors (
  user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  posts   INTEGER NOT NULL
) STRICT;
-- By state, whatever readers may see: for the lists of the desk.
CREATE TABLE counted_states (
  kind   TEXT NOT NULL,                             -- post, page, comment
  status TEXT NOT NULL,
  total  INTEGER NOT NULL,
  PRIMARY KEY (kind, status)
) STRICT, WITHOUT ROWID;

INSERT INTO counted_days (kind, day, posts, comments)
SELECT kind, substr(listed_at, 1, 10), count(*), sum(comment_count) FROM posts WHERE listed_at IS NOT NULL GROUP BY 1, 2
UNION ALL SELECT kind, '', count(*), sum(comment_count) FROM posts WHERE listed_at IS NOT NULL GROUP BY 1;
INSERT INTO counted_topics (topic_id, posts)
SELECT topic_id, count(*) FROM post_topics WHERE listed_at IS NOT NULL GROUP BY 1;
INSERT INTO counted_authors (user_id, posts)
SELECT user_id, count(*) FROM post_authors WHERE listed_at IS NOT NULL GROUP BY 1;
INSERT INTO counted_states (kind, status, total)
SELECT kind, status, count(*) FROM posts GROUP BY 1, 2 UNION ALL SELECT 'comment', status, count(*) FROM comments GROUP BY 2;

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
CREATE TRIGGER counted_posts_move AFTER UPDATE OF kind, status, published_at, password ON posts
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

CREATE TRIGGER counted_topics_insert AFTER INSERT ON post_topics WHEN new.listed_at IS NOT NULL BEGIN
  INSERT INTO counted_topics (topic_id, posts) VALUES (new.topic_id, 1) ON CONFLICT DO UPDATE SET posts = posts + 1;
END;
CREATE TRIGGER counted_topics_delete AFTER DELETE ON post_topics WHEN old.listed_at IS NOT NULL BEGIN
  UPDATE counted_topics SET posts = posts - 1 WHERE topic_id = old.topic_id;
END;
CREATE TRIGGER counted_topics_move AFTER UPDATE OF topic_id, listed_at ON post_topics BEGIN
  UPDATE counted_topics SET posts = posts - 1 WHERE topic_id = old.topic_id AND old.listed_at IS NOT NULL;
  INSERT INTO counted_topics (topic_id, posts) SELECT new.topic_id, 1 WHERE new.listed_at IS NOT NULL
    ON CONFLICT DO UPDATE SET posts = posts + 1;
END;
CREATE TRIGGER counted_authors_insert AFTER INSERT ON post_authors WHEN new.listed_at IS NOT NULL BEGIN
  INSERT INTO counted_authors (user_id, posts) VALUES (new.user_id, 1) ON CONFLICT DO UPDATE SET posts = posts + 1;
END;
CREATE TRIGGER counted_authors_delete AFTER DELETE ON post_authors WHEN old.listed_at IS NOT NULL BEGIN
  UPDATE counted_authors SET posts = posts - 1 WHERE user_id = old.user_id;
END;
CREATE TRIGGER counted_authors_move AFTER UPDATE OF user_id, listed_at ON post_authors BEGIN
  UPDATE counted_authors SET posts = posts - 1 WHERE user_id = old.user_id AND old.listed_at IS NOT NULL;
  INSERT INTO counted_authors (user_id, posts) SELECT new.user_id, 1 WHERE new.listed_at IS NOT NULL
    ON CONFLICT DO UPDATE SET posts = posts + 1;
END;

CREATE TRIGGER counted_comments_insert AFTER INSERT ON comments BEGIN
  INSERT INTO counted_states (kind, status, total) VALUES ('comment', new.status, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;
CREATE TRIGGER counted_comments_delete AFTER DELETE ON comments BEGIN
  UPDATE counted_states SET total = total - 1 WHERE kind = 'comment' AND status = old.status;
END;
CREATE TRIGGER counted_comments_move AFTER UPDATE OF status ON comments WHEN old.status <> new.status BEGIN
  UPDATE counted_states SET total = total - 1 WHERE kind = 'comment' AND status = old.status;
  INSERT INTO counted_states (kind, status, total) VALUES ('comment', new.status, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;

-- Lists that pass over sticky posts, and sitemaps, find their place without reading a post.
CREATE INDEX posts_river ON posts (kind, is_sticky, listed_at DESC, id DESC);
CREATE INDEX posts_mapped ON posts (listed_at, id);
-- Search asks of every hit whether it is listed: hundreds of answers stand on a page of this index, few on one of posts.
CREATE INDEX posts_listed_by_id ON posts (id, listed_at);
DROP INDEX posts_commented;
DROP INDEX posts_sticky;
