-- Why a visit went from one student to another. Rows are only added.

-- +goose Up

CREATE TABLE reassignments (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    visit_id     bigint      NOT NULL REFERENCES visits,
    from_student bigint      NOT NULL REFERENCES students,
    to_student   bigint      NOT NULL REFERENCES students,
    code         text        NOT NULL,
    args         jsonb       NOT NULL DEFAULT '{}',
    at           timestamptz NOT NULL,
    CHECK (from_student <> to_student)
);
CREATE INDEX reassignments_visit ON reassignments (visit_id, id);

-- +goose Down
DROP TABLE reassignments;
