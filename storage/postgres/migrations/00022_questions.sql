-- What residents ask by text, and the programme answers, is counted beside what they want.

-- +goose Up

ALTER TABLE demand ADD COLUMN question text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE demand DROP COLUMN question;
