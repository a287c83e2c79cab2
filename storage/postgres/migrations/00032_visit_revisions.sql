-- A calendar replaces an event only by a newer one (RFC 5545, SEQUENCE): whatever changes
-- when or where a visit is counts up.

-- +goose Up

ALTER TABLE visits ADD COLUMN revision integer NOT NULL DEFAULT 0;
-- +goose StatementBegin
CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := OLD.revision + 1;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER count_revision BEFORE UPDATE ON visits FOR EACH ROW
    WHEN ((OLD.starts_at, OLD.ends_at, OLD.postcode, OLD.topic) IS DISTINCT FROM (NEW.starts_at, NEW.ends_at, NEW.postcode, NEW.topic))
    EXECUTE FUNCTION count_revision();

-- +goose Down
DROP TRIGGER count_revision ON visits;
DROP FUNCTION count_revision();
ALTER TABLE visits DROP COLUMN revision;
