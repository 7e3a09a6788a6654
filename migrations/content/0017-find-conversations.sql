-- A short conversation is read as one stretch of an index. What was refused or waits is not in it, so that a thousand
-- pieces of spam below a post cost its readers nothing.
CREATE INDEX comments_conversation ON comments (post_id, created_at, id) WHERE status = 'approved';
