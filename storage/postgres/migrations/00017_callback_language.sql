-- In which language to call back: that of the conversation, for as long as the callback
-- is open. Nobody's language is kept (DOMAIN.md, law).

-- +goose Up

ALTER TABLE callbacks ADD COLUMN language text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE callbacks DROP COLUMN language;
