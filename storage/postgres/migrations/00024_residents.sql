-- Finding residents by what the office has of them, and who is not visited any more.

-- +goose Up

-- Hashes of the words of name and street; null: not made yet (Store.IndexResidents).
ALTER TABLE residents ADD COLUMN words bigint[];
CREATE INDEX residents_words ON residents USING gin (words) WITH (fastupdate = off);
CREATE INDEX residents_not_indexed ON residents (id) WHERE words IS NULL;
CREATE INDEX residents_house ON residents (programme, postcode, house_number);

-- For words with a typing error: hashes of keys that words alike have in common, each with
-- the hashes of its words. It names nobody: a word is here as long as somebody has it.
CREATE TABLE word_keys (
    key  bigint NOT NULL,
    word bigint NOT NULL,
    PRIMARY KEY (key, word)
);
CREATE INDEX word_keys_word ON word_keys (word);

ALTER TABLE residents ADD COLUMN stopped text NOT NULL DEFAULT '' CHECK (stopped IN ('', 'died', 'away', 'no_more', 'merged'));

-- +goose Down
ALTER TABLE residents DROP COLUMN stopped;
DROP TABLE word_keys;
DROP INDEX residents_house;
ALTER TABLE residents DROP COLUMN words;
