-- The calendar shows planned changes of a month, those too that could not be made.
CREATE INDEX planned_changes_hours ON planned_changes (apply_at);
