-- Calls that told nobody: a machine answered, or nobody did.

-- +goose Up

-- Of a call: how many calls before it, for the same message, told nobody.
ALTER TABLE messages ADD COLUMN tries smallint NOT NULL DEFAULT 0;
CREATE INDEX messages_unheard ON messages (sent_at) WHERE channel = 'voice' AND status IN ('accepted', 'queued', 'sent');

-- +goose Down
DROP INDEX messages_unheard;
ALTER TABLE messages DROP COLUMN tries;
