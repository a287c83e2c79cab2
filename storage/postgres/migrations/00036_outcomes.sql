-- What became of a visit, and what its resident answered to the question of the day
-- after. Both are codes: there is no column for text.

-- +goose Up

CREATE TABLE visit_outcomes (
    visit_id    bigint PRIMARY KEY REFERENCES visits,
    topics      text[]      NOT NULL,
    solved      text        NOT NULL CHECK (solved IN ('', 'yes', 'partly', 'no')),
    follow_up   text        NOT NULL CHECK (follow_up IN ('', 'visit', 'behind')),
    checklist   text[]      NOT NULL,
    recorded_at timestamptz NOT NULL
);

-- language is that of the visit's conversation. It is erased when the question is
-- answered, or is not worth answering any more.
CREATE TABLE visit_feedback (
    visit_id    bigint PRIMARY KEY REFERENCES visits,
    phone       text        NOT NULL,
    language    text        NOT NULL,
    helped      text        NOT NULL CHECK (helped IN ('', 'yes', 'a_little', 'no')),
    otherwise   text        NOT NULL CHECK (otherwise IN ('', 'nothing', 'asked_someone', 'gone_there', 'paid')),
    asked_at    timestamptz, -- null: not yet
    answered_at timestamptz,
    done        boolean     NOT NULL, -- nothing is expected any more
    CHECK (NOT done OR (phone = '' AND language = ''))
);
CREATE INDEX visit_feedback_phone ON visit_feedback (phone) WHERE NOT done;

-- +goose Down
DROP TABLE visit_outcomes, visit_feedback;
