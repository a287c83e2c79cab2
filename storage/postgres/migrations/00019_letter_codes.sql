-- Codes that are made here have nine digits; those that are on paper keep theirs.

-- +goose Up
ALTER TABLE residents DROP CONSTRAINT residents_letter_code_check;
ALTER TABLE residents ADD CONSTRAINT residents_letter_code_check CHECK (letter_code ~ '^[1-9]{6,9}$');
CREATE INDEX residents_code_digits ON residents (programme, length(letter_code));

-- +goose Down
DROP INDEX residents_code_digits;
ALTER TABLE residents DROP CONSTRAINT residents_letter_code_check;
ALTER TABLE residents ADD CONSTRAINT residents_letter_code_check CHECK (letter_code ~ '^[1-9]{6}$') NOT VALID;
