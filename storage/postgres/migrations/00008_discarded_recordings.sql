-- Recordings that nobody needs.

-- +goose Up

-- Each is deleted where it is kept, and then here.
CREATE TABLE discarded_recordings (
    url text        PRIMARY KEY,
    at  timestamptz NOT NULL
);

-- +goose Down
DROP TABLE discarded_recordings;
