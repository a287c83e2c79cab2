-- The ground that an organisation declares of its client, links to its form, and volunteers.

-- +goose Up

ALTER TABLE organisations ADD COLUMN link_generation bigint NOT NULL DEFAULT 1;
ALTER TABLE referrals ADD COLUMN ground text NOT NULL DEFAULT '';

CREATE TABLE volunteers (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme    text        NOT NULL,
    name         text        NOT NULL DEFAULT '', -- as the office notes it
    phone        text        NOT NULL CHECK (phone <> ''),
    postcode     text        NOT NULL DEFAULT '',
    languages    text[]      NOT NULL DEFAULT '{}',
    status       text        NOT NULL,
    channel      text        NOT NULL,
    callback_key text,       -- of the call or text by which they left their number
    created_at   timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX volunteers_phone ON volunteers (programme, phone);

ALTER TABLE history DROP CONSTRAINT history_subject_check;
ALTER TABLE history ADD CONSTRAINT history_subject_check
    CHECK (subject IN ('person', 'visit', 'voucher', 'callback', 'referral', 'student', 'volunteer'));

-- +goose Down
DELETE FROM history WHERE subject = 'volunteer';
ALTER TABLE history DROP CONSTRAINT history_subject_check;
ALTER TABLE history ADD CONSTRAINT history_subject_check
    CHECK (subject IN ('person', 'visit', 'voucher', 'callback', 'referral', 'student'));
DROP TABLE volunteers;
ALTER TABLE referrals DROP COLUMN ground;
ALTER TABLE organisations DROP COLUMN link_generation;
