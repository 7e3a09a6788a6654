-- Revisions say of which version of the post they are and from which one they began, so that a form that was opened at
-- an older version can be merged with what was saved meanwhile. New kinds: what an editor saved by itself ('autosaved'),
-- what was saved without showing it to readers ('drafted'), what of that was given up ('discarded'), and what could not
-- be merged and waits for a choice ('aside'): an aside is no state the post was ever in.
CREATE TABLE revisions_new (
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  number           INTEGER NOT NULL,                -- rising; thinned autosaves leave gaps
  kind             TEXT NOT NULL CHECK (kind IN ('kept', 'created', 'saved', 'published', 'updated', 'restored',
                     'autosaved', 'drafted', 'discarded', 'aside')),
  version          INTEGER NOT NULL,                -- posts.revision after this save; of an aside, at its time
  began            INTEGER NOT NULL,                -- posts.revision that was open while this was typed
  tab              TEXT,                            -- which tab of a browser sent it; NULL where it did not say
  user_id          INTEGER REFERENCES users (id) ON DELETE SET NULL,  -- who saved it; NULL where nobody knows
  created_at       TEXT NOT NULL,                   -- ISO 8601 UTC
  words_added      INTEGER NOT NULL,                -- to the body, against the revision before
  words_removed    INTEGER NOT NULL,
  password_changed INTEGER NOT NULL,                -- passwords themselves are not kept
  base             INTEGER NOT NULL,                -- number of the revision that stands alone, where reading begins
  settings         BLOB NOT NULL,                   -- packed JSON: everything but the body
  body             BLOB NOT NULL,                   -- packed text
  PRIMARY KEY (post_id, number)
) STRICT;
-- Of revisions from before, the newest is of the version that stands now, and each one before it of one less.
INSERT INTO revisions_new (post_id, number, kind, version, began, user_id, created_at, words_added, words_removed,
  password_changed, base, settings, body)
SELECT r.post_id, r.number, r.kind,
  max(1, p.revision - (SELECT max(n.number) FROM revisions AS n WHERE n.post_id = r.post_id) + r.number),
  max(1, p.revision - (SELECT max(n.number) FROM revisions AS n WHERE n.post_id = r.post_id) + r.number - 1),
  r.user_id, r.created_at, r.words_added, r.words_removed, r.password_changed, r.base, r.settings, r.body
FROM revisions AS r JOIN posts AS p ON p.id = r.post_id;
DROP TABLE revisions;
ALTER TABLE revisions_new RENAME TO revisions;
CREATE INDEX revisions_user ON revisions (user_id);
CREATE INDEX revisions_tab ON revisions (tab) WHERE tab IS NOT NULL AND number = 1;
-- What may be thinned with age.
CREATE INDEX revisions_autosaved ON revisions (created_at) WHERE kind = 'autosaved';
