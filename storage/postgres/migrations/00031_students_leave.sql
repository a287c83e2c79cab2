-- When a student stops, and when a partner vetted them.

-- +goose Up

ALTER TABLE students ADD COLUMN stops_on date; -- the first day without visits; null: does not stop
ALTER TABLE students ADD COLUMN vetted_on date; -- null: not yet. The document itself is never kept

-- +goose Down
ALTER TABLE students DROP COLUMN vetted_on;
ALTER TABLE students DROP COLUMN stops_on;
