-- What is left when personal data have reached their day: see scheduling/privacy.

-- +goose Up

-- The row stays as a figure, without what identifies the person. Null: it is kept.
ALTER TABLE residents ADD COLUMN forgotten_at timestamptz;
CREATE INDEX residents_kept ON residents (programme, id) WHERE forgotten_at IS NULL;
ALTER TABLE students ADD COLUMN forgotten_at timestamptz;

-- The demand register, the outbox and the callbacks, counted.
CREATE TABLE demand_counts (
    programme     text    NOT NULL,
    day           date    NOT NULL, -- in the programme's zone
    channel       text    NOT NULL,
    language      text    NOT NULL,
    topic         text    NOT NULL,
    postcode      text    NOT NULL,
    outcome       text    NOT NULL,
    question      text    NOT NULL,
    conversations integer NOT NULL CHECK (conversations > 0),
    PRIMARY KEY (programme, day, channel, language, topic, postcode, outcome, question)
);
CREATE TABLE message_counts (
    programme text    NOT NULL,
    day       date    NOT NULL,
    channel   text    NOT NULL,
    kind      text    NOT NULL,
    status    text    NOT NULL,
    currency  text    NOT NULL, -- empty: the price is not known
    carried   boolean NOT NULL, -- the carrier has taken them
    messages  integer NOT NULL CHECK (messages > 0),
    segments  integer NOT NULL,
    price     numeric NOT NULL,
    PRIMARY KEY (programme, day, channel, kind, status, currency, carried)
);
CREATE TABLE callback_counts (
    programme text    NOT NULL,
    day       date    NOT NULL,
    reason    text    NOT NULL,
    status    text    NOT NULL,
    outcome   text    NOT NULL,
    callbacks integer NOT NULL CHECK (callbacks > 0),
    PRIMARY KEY (programme, day, reason, status, outcome)
);

CREATE INDEX callbacks_created ON callbacks (programme, created_at);

-- +goose Down

DROP INDEX callbacks_created;
DROP TABLE callback_counts, message_counts, demand_counts;
ALTER TABLE students DROP COLUMN forgotten_at;
ALTER TABLE residents DROP COLUMN forgotten_at;
