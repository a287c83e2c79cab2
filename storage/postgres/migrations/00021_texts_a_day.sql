-- Texts are counted by the day, of a programme and of a number, before each is sent.

-- +goose Up

CREATE INDEX messages_texts_sent ON messages (programme, sent_at, phone) WHERE channel = 'sms' AND sent_at IS NOT NULL;

-- +goose Down
DROP INDEX messages_texts_sent;
