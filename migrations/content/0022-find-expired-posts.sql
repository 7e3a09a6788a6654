-- The drawer of what has expired: its rows in their order, and how many there are.
CREATE INDEX posts_expired ON posts (kind, status, desk_at DESC, id DESC) WHERE is_expired = 1;
