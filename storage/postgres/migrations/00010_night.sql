-- Which nights were planned.

-- +goose Up

CREATE TABLE nights (
    programme text        NOT NULL,
    day       date        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (programme, day)
);

-- +goose Down
DROP TABLE nights;
