-- Revisions say what became of the password for readers, not only that something did.
ALTER TABLE revisions ADD COLUMN password_change TEXT CHECK (password_change IN ('set', 'changed', 'removed'));
UPDATE revisions SET password_change = 'changed' WHERE password_changed = 1;
ALTER TABLE revisions DROP COLUMN password_changed;
