-- Callbacks are one queue with owners: who has each, how often it was tried, and how it
-- ended. Nothing leaves it silently: what is done says how, and by whom.

-- +goose Up

ALTER TABLE callbacks ADD COLUMN owner text NOT NULL DEFAULT ''; -- who has it; empty: nobody yet
ALTER TABLE callbacks ADD COLUMN taken_at timestamptz;
ALTER TABLE callbacks ADD COLUMN attempts integer NOT NULL DEFAULT 0; -- calls that reached nobody
ALTER TABLE callbacks ADD COLUMN attempted_at timestamptz;
ALTER TABLE callbacks ADD COLUMN outcome text NOT NULL DEFAULT '';
ALTER TABLE callbacks ADD COLUMN done_by text NOT NULL DEFAULT ''; -- a person, or the line itself
ALTER TABLE callbacks ADD COLUMN visit_id bigint REFERENCES visits ON DELETE SET NULL; -- null: about no visit

UPDATE callbacks SET outcome = 'unknown', done_by = 'line' WHERE status = 'done';
UPDATE callbacks c SET visit_id = v.id FROM visits v
WHERE v.id = CASE WHEN c.key ~ '^(late|done|no_answer|no_student):[0-9]{1,18}:' THEN split_part(c.key, ':', 2)::bigint END;

ALTER TABLE callbacks ADD CONSTRAINT callbacks_done_says_how CHECK ((status = 'done') = (outcome <> '' AND done_by <> ''));
CREATE INDEX callbacks_open ON callbacks (programme, due) WHERE status = 'open';
CREATE INDEX callbacks_visit ON callbacks (visit_id) WHERE visit_id IS NOT NULL;

-- +goose Down
DROP INDEX callbacks_visit;
DROP INDEX callbacks_open;
ALTER TABLE callbacks DROP CONSTRAINT callbacks_done_says_how;
ALTER TABLE callbacks DROP COLUMN visit_id;
ALTER TABLE callbacks DROP COLUMN done_by;
ALTER TABLE callbacks DROP COLUMN outcome;
ALTER TABLE callbacks DROP COLUMN attempted_at;
ALTER TABLE callbacks DROP COLUMN attempts;
ALTER TABLE callbacks DROP COLUMN taken_at;
ALTER TABLE callbacks DROP COLUMN owner;
