-- What moving, cancelling, asking without a letter and following up need.

-- +goose Up

-- Who calls is found by number and check; a number alone finds nobody.
CREATE INDEX residents_phone ON residents (programme, phone) WHERE phone <> '';

-- A time that a promise was moved to. A move that comes twice finds what it did,
-- and closing the promise forgets the conversation in which it was moved.
ALTER TABLE visits ADD COLUMN moved_id bigint REFERENCES visits; -- of a released time: the promise that has it now
ALTER TABLE visits ADD CONSTRAINT visits_moved_is_released CHECK (moved_id IS NULL OR status = 'released');
CREATE INDEX visits_moved ON visits (moved_id) WHERE moved_id IS NOT NULL;

-- Nobody's time is kept for a coordinator without end.
ALTER TABLE visits ADD CONSTRAINT visits_request_ends CHECK (status <> 'requested' OR held_until IS NOT NULL);
CREATE INDEX visits_requested ON visits (programme) WHERE status = 'requested';

-- Null: the message may be said again.
ALTER TABLE messages ADD COLUMN once text;
ALTER TABLE messages ADD CONSTRAINT messages_once UNIQUE (once);

ALTER TABLE callbacks ADD COLUMN done_at timestamptz; -- null: open, or done before this column was
ALTER TABLE callbacks ADD CONSTRAINT callbacks_done_at CHECK (done_at IS NULL OR status = 'done');

-- +goose Down
ALTER TABLE callbacks DROP COLUMN done_at;
ALTER TABLE messages DROP COLUMN once;
DROP INDEX visits_requested;
ALTER TABLE visits DROP CONSTRAINT visits_request_ends;
ALTER TABLE visits DROP COLUMN moved_id;
DROP INDEX residents_phone;
