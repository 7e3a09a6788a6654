-- Every comment is written into each of these. Most answer nothing, are no answer and come from nobody with an account:
-- they need no place in the indexes that find a comment by what it answers, by its thread and by its account.
DROP INDEX comments_threads;
CREATE INDEX comments_threads ON comments (root_id, status, created_at, id) WHERE root_id IS NOT NULL;
DROP INDEX comments_parent;
CREATE INDEX comments_parent ON comments (parent_id) WHERE parent_id IS NOT NULL;
DROP INDEX comments_user;
CREATE INDEX comments_user ON comments (user_id) WHERE user_id IS NOT NULL;
-- Whether a comment was said before is asked for each that comes. Who sends a thousand under one name, or the many who
-- give none, would have all of them read again: the first words tell nearly all apart.
DROP INDEX comments_of_post;
CREATE INDEX comments_of_post ON comments (post_id, author_name, substr(source, 1, 32));
