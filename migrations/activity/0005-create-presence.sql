-- Who has which post open in the editor, by tab. A row that was not seen for a minute says nothing.
CREATE TABLE presence (
  post_id INTEGER NOT NULL,
  tab     TEXT NOT NULL,                            -- a name that the tab gave itself
  user_id INTEGER NOT NULL,
  seen_at TEXT NOT NULL,                            -- ISO 8601 UTC
  PRIMARY KEY (post_id, tab)
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_seen ON presence (seen_at);
