-- What was changed, when, by whom and why. Rows are only ever added.

-- +goose Up

CREATE TABLE history (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme    text        NOT NULL,
    at           timestamptz NOT NULL,
    actor        text        NOT NULL CHECK (actor IN ('office', 'line', 'night', 'import')),
    actor_name   text        NOT NULL, -- of an office worker, or empty
    actor_role   text        NOT NULL,
    subject      text        NOT NULL CHECK (subject IN ('person', 'visit', 'voucher', 'callback', 'referral', 'student')),
    subject_id   bigint      NOT NULL,
    what         text        NOT NULL, -- as scheduling/history documents it
    before_value text        NOT NULL,
    after_value  text        NOT NULL,
    why          text        NOT NULL CHECK (length(why) <= 200)
);
CREATE INDEX history_subject ON history (subject_id, subject, id);
CREATE INDEX history_at ON history (programme, at);

-- Which record a resident's was merged into: the older record is gone, and its history
-- is read with that of the other. The ids are of residents, and into_id goes with its
-- resident.
CREATE TABLE merged_residents (
    resident_id bigint PRIMARY KEY,
    into_id     bigint      NOT NULL REFERENCES residents ON DELETE CASCADE,
    at          timestamptz NOT NULL
);
CREATE INDEX merged_residents_into ON merged_residents (into_id);

-- A row is changed or deleted by nobody, except where somebody's data are erased: that
-- transaction says so with set_config('helpline.erasing', 'on', true).
-- +goose StatementBegin
CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('helpline.erasing', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'history is only added to' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;
-- +goose StatementEnd
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();

-- +goose Down
DROP TABLE merged_residents;
DROP TABLE history;
DROP FUNCTION refuse_history_change();
