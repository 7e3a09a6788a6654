-- People. A guest has a byline and no account: no e-mail address, no password, no way to sign in.
CREATE TABLE users (
  id            INTEGER PRIMARY KEY,
  role          TEXT NOT NULL CHECK (role IN ('admin', 'editor', 'author', 'contributor', 'guest')),
  name          TEXT NOT NULL,
  slug          TEXT NOT NULL UNIQUE,
  email         TEXT UNIQUE COLLATE NOCASE,         -- never in a public answer
  password_hash TEXT,                               -- argon2id; NULL until the person has chosen one
  bio_source    TEXT NOT NULL DEFAULT '',           -- short Markdown
  bio_html      TEXT NOT NULL DEFAULT '',
  website       TEXT NOT NULL DEFAULT '',
  links         TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links)),  -- [{"label": …, "url": …}]
  avatar_media_id INTEGER REFERENCES media (id) ON DELETE SET NULL,
  is_disabled   INTEGER NOT NULL DEFAULT 0,
  session_epoch INTEGER NOT NULL DEFAULT 0,         -- sessions begun under an older number have ended
  created_at    TEXT NOT NULL,
  updated_at    TEXT NOT NULL
) STRICT;

-- Links that work once: setting up the site, choosing a password. Only a hash of the token is kept.
CREATE TABLE one_time_links (
  token_hash BLOB PRIMARY KEY,
  purpose    TEXT NOT NULL CHECK (purpose IN ('setup', 'password')),
  user_id    INTEGER REFERENCES users (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX one_time_links_user ON one_time_links (user_id);
