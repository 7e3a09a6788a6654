-- Widgets: which kind stands where, in which order. `settings` is JSON that the module of its kind understands.
CREATE TABLE widgets (
  id         INTEGER PRIMARY KEY,
  area       TEXT NOT NULL CHECK (area IN ('sidebar', 'footer', 'below-post')),
  position   INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  settings   TEXT NOT NULL CHECK (json_valid(settings)),
  removed_at TEXT                                   -- taken away, and kept for a day so that it can come back
) STRICT;
CREATE INDEX widgets_area ON widgets (area, position);
