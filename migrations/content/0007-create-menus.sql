-- Menus: nested links in an order, shown at a place of the theme.
CREATE TABLE menus (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  location TEXT UNIQUE CHECK (location IN ('primary', 'footer'))  -- NULL: kept, but not shown
) STRICT;
CREATE TABLE menu_items (
  id        INTEGER PRIMARY KEY,
  menu_id   INTEGER NOT NULL REFERENCES menus (id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES menu_items (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('link', 'post', 'topic', 'home')),
  label     TEXT NOT NULL,                          -- empty: the title of what it leads to
  url       TEXT,                                   -- for 'link'
  post_id   INTEGER REFERENCES posts (id) ON DELETE CASCADE,   -- for 'post': a post or a page
  topic_id  INTEGER REFERENCES topics (id) ON DELETE CASCADE,
  removed_at TEXT                                   -- taken away with all below it; kept for a day to come back
) STRICT;
CREATE INDEX menu_items_menu ON menu_items (menu_id, position);
CREATE INDEX menu_items_parent ON menu_items (parent_id);
CREATE INDEX menu_items_post ON menu_items (post_id);
CREATE INDEX menu_items_topic ON menu_items (topic_id);
