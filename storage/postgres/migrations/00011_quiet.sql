-- Until when a student is asked nothing else: their last question was taken back, and
-- a "1" may be on its way. Null: they answered it, or never read it.

-- +goose Up

ALTER TABLE asks ADD COLUMN quiet_until timestamptz;
CREATE INDEX asks_quiet ON asks (student_id, quiet_until) WHERE quiet_until IS NOT NULL;

-- +goose Down
ALTER TABLE asks DROP COLUMN quiet_until;
