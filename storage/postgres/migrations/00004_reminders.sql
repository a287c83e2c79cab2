-- Reminders, answers to them, opt-outs and the pace of each number.

-- +goose Up

-- Where the resident of a visit hears about it; forgotten when it is closed.
ALTER TABLE visits ADD COLUMN contact text NOT NULL DEFAULT '';
-- When the resident said that they expect the visit at the time it has; null: not yet.
ALTER TABLE visits ADD COLUMN answered_at timestamptz;
CREATE INDEX visits_contact ON visits (programme, contact) WHERE contact <> '';
CREATE INDEX visits_ahead ON visits (programme, starts_at) WHERE status IN ('booked', 'assigned', 'accepted');

ALTER TABLE messages ADD COLUMN until_at timestamptz; -- null: it always makes sense
ALTER TABLE messages DROP CONSTRAINT messages_status_check;
ALTER TABLE messages ADD CONSTRAINT messages_status_check CHECK (status IN (
    'pending', 'sending', 'accepted', 'queued', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'expired'));
DROP INDEX messages_waiting;
CREATE INDEX messages_waiting ON messages (programme, channel, priority, due_at) WHERE status IN ('pending', 'sending');

CREATE INDEX messages_calls ON messages (phone, sent_at) WHERE channel = 'voice';

-- A number that texts, or calls: no sooner than free_at.
CREATE TABLE lanes (
    programme text        NOT NULL,
    channel   text        NOT NULL,
    free_at   timestamptz NOT NULL,
    PRIMARY KEY (programme, channel)
);
INSERT INTO lanes SELECT DISTINCT programme, channel, '-infinity'::timestamptz FROM messages;

-- Numbers that want no texts.
CREATE TABLE opt_outs (
    programme text        NOT NULL,
    phone     text        NOT NULL, -- E.164
    at        timestamptz NOT NULL,
    PRIMARY KEY (programme, phone)
);

-- +goose Down
DROP TABLE opt_outs, lanes;
DROP INDEX messages_calls;
DROP INDEX messages_waiting;
CREATE INDEX messages_waiting ON messages (due_at) WHERE status IN ('pending', 'sending');
UPDATE messages SET status = 'failed' WHERE status = 'expired';
ALTER TABLE messages DROP CONSTRAINT messages_status_check;
ALTER TABLE messages ADD CONSTRAINT messages_status_check CHECK (status IN (
    'pending', 'sending', 'accepted', 'queued', 'sent', 'delivered', 'read', 'undelivered', 'failed'));
ALTER TABLE messages DROP COLUMN until_at;
DROP INDEX visits_ahead;
ALTER TABLE visits DROP COLUMN answered_at;
ALTER TABLE visits DROP COLUMN contact;
