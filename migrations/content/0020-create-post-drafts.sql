-- Posts that are out, and were changed without showing it to readers: the revision with the change.
CREATE TABLE post_drafts (
  post_id  INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
  number   INTEGER NOT NULL,                        -- revisions.number
  password TEXT                                     -- as the draft has it; revisions keep none
) STRICT;
