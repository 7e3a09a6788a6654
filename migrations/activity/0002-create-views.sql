-- Views of posts, by day (in the site's time zone) and in total; and what was not counted, by reason.
CREATE TABLE views_daily (
  day     TEXT NOT NULL,                            -- '2026-11-23'
  post_id INTEGER NOT NULL,
  views   INTEGER NOT NULL,
  PRIMARY KEY (day, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX views_daily_post ON views_daily (post_id, day);
CREATE TABLE views_total (
  post_id  INTEGER PRIMARY KEY,
  views    INTEGER NOT NULL,                        -- counted here, plus what an import brought
  imported INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX views_total_most ON views_total (views DESC, post_id DESC);
CREATE TABLE views_discarded (
  day    TEXT NOT NULL,
  reason TEXT NOT NULL,                             -- a key of stats.reasons in the message catalogue
  visits INTEGER NOT NULL,
  PRIMARY KEY (day, reason)
) STRICT, WITHOUT ROWID;
