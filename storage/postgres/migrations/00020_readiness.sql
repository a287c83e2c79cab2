-- One row that a process writes to see whether it can: a database can answer and not be
-- written.

-- +goose Up
CREATE TABLE readiness (
    single boolean PRIMARY KEY CHECK (single),
    at     timestamptz NOT NULL
);

-- +goose Down
DROP TABLE readiness;
