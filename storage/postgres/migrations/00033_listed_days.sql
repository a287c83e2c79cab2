-- Days away, and extra hours, are taken back by the list that they came from. Those that a
-- student said stay.

-- +goose Up

-- Of exceptions, those that came from the last list and nobody said as well. What was there
-- before this column stays, because nobody knows where it came from.
ALTER TABLE students ADD COLUMN listed jsonb NOT NULL DEFAULT '[]';

-- +goose Down
ALTER TABLE students DROP COLUMN listed;
