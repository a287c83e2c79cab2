-- What is sealed, by which key, and how far a change of keys has come (storage/sealing).

-- +goose Up
CREATE TABLE sealing (
    part     text PRIMARY KEY,  -- a table, or 'writing': what seals new values
    key      text    NOT NULL,  -- identifies the key, and reveals nothing about it
    after_id bigint  NOT NULL,  -- the last row that was sealed by it
    done     boolean NOT NULL
);

-- What is sealed is longer than what it seals, and has other letters.
ALTER TABLE residents DROP CONSTRAINT residents_letter_code_check;
ALTER TABLE residents ADD CONSTRAINT residents_letter_code_check CHECK (letter_code ~ '^([1-9]{6,9}|sealed:code:.+)$');
ALTER TABLE history DROP CONSTRAINT history_why_check;
ALTER TABLE history ADD CONSTRAINT history_why_check CHECK (length(why) <= 200 OR why LIKE 'sealed:%');

-- +goose Down
ALTER TABLE history DROP CONSTRAINT history_why_check;
ALTER TABLE history ADD CONSTRAINT history_why_check CHECK (length(why) <= 200) NOT VALID;
ALTER TABLE residents DROP CONSTRAINT residents_letter_code_check;
ALTER TABLE residents ADD CONSTRAINT residents_letter_code_check CHECK (letter_code ~ '^[1-9]{6,9}$') NOT VALID;
DROP TABLE sealing;
