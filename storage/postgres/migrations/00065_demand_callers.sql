-- Who the conversations of the demand register were with, without number, name or
-- language: see scheduling/demand.

-- +goose Up

CREATE TABLE demand_callers (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme    text        NOT NULL,
    conversation bigint      NOT NULL, -- hash of the key in the demand register
    caller       bigint, -- hash of the number; null: withheld
    resident_id  bigint REFERENCES residents, -- null: not known
    at           timestamptz NOT NULL,
    last_at      timestamptz NOT NULL,
    channel      text        NOT NULL,
    topic        text        NOT NULL,
    outcome      text        NOT NULL,
    step         text        NOT NULL, -- of the dialogue, the last that is known
    CHECK (caller IS NOT NULL OR resident_id IS NOT NULL),
    UNIQUE NULLS NOT DISTINCT (conversation, resident_id) -- one call can be about several people
);
CREATE INDEX demand_callers_last ON demand_callers (programme, last_at);
CREATE INDEX demand_callers_resident ON demand_callers (resident_id) WHERE resident_id IS NOT NULL;
CREATE INDEX demand_callers_caller ON demand_callers (programme, caller) WHERE caller IS NOT NULL;

-- People, counted once, on the day of their last conversation.
CREATE TABLE demand_people_counts (
    programme text    NOT NULL,
    day       date    NOT NULL, -- in the programme's zone
    outcome   text    NOT NULL, -- of that conversation
    step      text    NOT NULL, -- of what was abandoned; empty otherwise
    people    integer NOT NULL CHECK (people > 0),
    PRIMARY KEY (programme, day, outcome, step)
);

-- +goose Down
DROP TABLE demand_people_counts, demand_callers;
