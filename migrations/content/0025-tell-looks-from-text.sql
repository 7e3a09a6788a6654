-- A change that only the page of a post shows ('text:12') is told apart from one that every card shows ('post:12'): the
-- newest posts stand as cards below thousands of others. How many comments a post has is told by 'talk:12'.
DROP TRIGGER changes_post_looks;
CREATE TRIGGER changes_post_looks AFTER UPDATE ON posts
WHEN new.readable_at IS NOT NULL AND old.readable_at IS NOT NULL AND
  (old.title, old.summary, old.slug, old.featured_media_id, old.language)
  IS NOT (new.title, new.summary, new.slug, new.featured_media_id, new.language) BEGIN
  INSERT INTO changes (tag, from_at) VALUES ('post:' || new.id, min(old.readable_at, new.readable_at));
END;
CREATE TRIGGER changes_post_text AFTER UPDATE ON posts
WHEN new.readable_at IS NOT NULL AND old.readable_at IS NOT NULL AND
  (old.excerpt, old.comments_open, old.word_count, old.reading_minutes, old.updated_at, old.headings, old.body_html,
   old.template, old.canonical_url, old.search_title, old.search_description, old.sharing_media_id)
  IS NOT (new.excerpt, new.comments_open, new.word_count, new.reading_minutes, new.updated_at, new.headings, new.body_html,
   new.template, new.canonical_url, new.search_title, new.search_description, new.sharing_media_id) BEGIN
  INSERT INTO changes (tag, from_at) VALUES ('text:' || new.id, min(old.readable_at, new.readable_at));
END;
