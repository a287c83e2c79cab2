-- What the carrier asks for what it took, and what a move means for reminders.

-- +goose Up

-- When the visit was moved to the time it has; null: it has the one it was booked for.
ALTER TABLE visits ADD COLUMN moved_at timestamptz;

ALTER TABLE messages ADD COLUMN price numeric CHECK (price >= 0); -- exact, as the carrier says it; null: not known
ALTER TABLE messages ADD COLUMN currency text CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE messages ADD CONSTRAINT messages_price_has_currency CHECK ((price IS NULL) = (currency IS NULL));
-- When the carrier is asked next; null: it is known, or not asked any more.
ALTER TABLE messages ADD COLUMN price_at timestamptz;
CREATE INDEX messages_unpriced ON messages (price_at) WHERE price_at IS NOT NULL;
UPDATE messages SET price_at = sent_at WHERE carrier_id IS NOT NULL;

-- +goose Down
ALTER TABLE visits DROP COLUMN moved_at;
ALTER TABLE messages DROP COLUMN price_at;
ALTER TABLE messages DROP COLUMN currency;
ALTER TABLE messages DROP COLUMN price;
