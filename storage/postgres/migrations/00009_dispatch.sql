-- Students who are asked, and what they say.

-- +goose Up

CREATE TABLE asks (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme   text        NOT NULL,
    visit_id    bigint      NOT NULL REFERENCES visits,
    student_id  bigint      NOT NULL REFERENCES students,
    starts_at   timestamptz NOT NULL, -- of the visit when it was asked
    status      text        NOT NULL CHECK (status IN ('open', 'yes', 'no', 'late', 'withdrawn')),
    asked_at    timestamptz NOT NULL,
    answer_by   timestamptz NOT NULL,
    answered_at timestamptz,
    text_id     text, -- of the answer: the carrier's, which tells one that comes twice
    answer      boolean,
    UNIQUE (student_id, text_id)
);
-- A visit is asked about once at a time, and a student asked one thing at a time.
CREATE UNIQUE INDEX asks_visit_open ON asks (visit_id) WHERE status = 'open';
CREATE UNIQUE INDEX asks_student_open ON asks (student_id) WHERE status = 'open';
CREATE INDEX asks_visit ON asks (visit_id);
CREATE INDEX asks_standing ON asks (programme) WHERE status IN ('open', 'yes');

-- Nobody can come, since when; null: somebody can.
ALTER TABLE visits ADD COLUMN alone_since timestamptz;
-- How long it took; null: not said.
ALTER TABLE visits ADD COLUMN took_minutes integer CHECK (took_minutes > 0);
CREATE INDEX visits_student_promised ON visits (student_id, ends_at)
    WHERE status IN ('booked', 'assigned', 'accepted', 'underway');

-- The secret in the address of a student's calendar; null: never asked for.
ALTER TABLE students ADD COLUMN calendar_token text UNIQUE;

-- +goose Down
ALTER TABLE students DROP COLUMN calendar_token;
DROP INDEX visits_student_promised;
ALTER TABLE visits DROP COLUMN took_minutes;
ALTER TABLE visits DROP COLUMN alone_since;
DROP TABLE asks;
