-- Organisations that refer people, and are referred to; and who was referred.

-- +goose Up

CREATE TABLE organisations (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme  text        NOT NULL,
    name       text        NOT NULL CHECK (name <> ''),
    kind       text        NOT NULL,
    phone      text        NOT NULL DEFAULT '', -- E.164; of the organisation
    code       text,                            -- with which it refers by telephone
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX organisations_name ON organisations (programme, lower(name));
CREATE UNIQUE INDEX organisations_code ON organisations (programme, code);

CREATE TABLE referrals (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme       text        NOT NULL,
    reference       text        NOT NULL,
    direction       text        NOT NULL CHECK (direction IN ('in', 'out')),
    organisation_id bigint      NOT NULL REFERENCES organisations,
    resident_id     bigint      REFERENCES residents ON DELETE SET NULL, -- NULL: not found out yet, or erased
    phone           text        NOT NULL DEFAULT '',                     -- of the client; E.164
    topic           text        NOT NULL DEFAULT '',
    part            text        NOT NULL DEFAULT '', -- of the day in which the client is best called
    consent_at      timestamptz NOT NULL,
    status          text        NOT NULL,
    outcome         text        NOT NULL DEFAULT '',
    due             timestamptz NOT NULL,
    visit_id        bigint      REFERENCES visits ON DELETE SET NULL,
    callback_key    text,       -- of the call by which the client was referred
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    CHECK ((direction = 'in') = (status IN ('new', 'contacted', 'booked', 'confirmed')) OR status = 'closed')
);
CREATE UNIQUE INDEX referrals_reference ON referrals (programme, reference);
CREATE UNIQUE INDEX referrals_callback ON referrals (callback_key);
CREATE INDEX referrals_resident ON referrals (resident_id);
CREATE INDEX referrals_open ON referrals (programme, due) WHERE status NOT IN ('accepted', 'closed');

-- +goose Down
DROP TABLE referrals;
DROP TABLE organisations;
