-- Recordings that nobody needs.

-- +goose Up

-- Each is deleted where it is kept, and then here.
CREATE TABLE discarded_recordings (
    url text        PRIMARY KEY,
    at  timestamptz NOT NULL -- when it was last tried, or else found
);
-- When a callback was last completed: an older note that comes late adds to it, and
-- takes nothing back. Null: never since it was made.
ALTER TABLE callbacks ADD COLUMN noted_at timestamptz;
CREATE INDEX callbacks_recording ON callbacks (recording_url) WHERE recording_url <> '';

-- +goose Down
DROP INDEX callbacks_recording;
ALTER TABLE callbacks DROP COLUMN noted_at;
DROP TABLE discarded_recordings;
