-- Letters, in waves.

-- +goose Up

-- A resident is in one wave. It says whom a letter invited, and from when on a
-- booking may be its answer; it goes with its resident.
CREATE TABLE letters (
    resident_id bigint      PRIMARY KEY REFERENCES residents ON DELETE CASCADE,
    wave        integer     NOT NULL CHECK (wave > 0),
    code        text        NOT NULL, -- as printed last; one that was replaced since is on no reprint
    at          timestamptz NOT NULL  -- when the resident came into the wave
);
CREATE INDEX letters_wave ON letters (wave);

-- +goose Down
DROP TABLE letters;
