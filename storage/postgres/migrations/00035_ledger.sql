-- Vouchers become a ledger of minutes by double entry.
--
-- A transaction is postings whose minutes add up to zero. Each posting holds the balance
-- of its account after it, which is read in one step and can never be negative. seq is
-- the place of a posting in its account: of two transactions that read the same balance,
-- only one is stored.

-- +goose Up

CREATE TABLE voucher_transactions (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme text        NOT NULL,
    reference text        NOT NULL UNIQUE, -- idempotency
    kind      text        NOT NULL CHECK (kind IN ('list', 'grant', 'hold', 'spend', 'return', 'expire', 'merge')),
    visit_id  bigint REFERENCES visits,
    why       text        NOT NULL,
    at        timestamptz NOT NULL
);

CREATE TABLE voucher_postings (
    resident_id    bigint  NOT NULL REFERENCES residents,
    account        text    NOT NULL CHECK (account IN ('granted', 'available', 'held', 'spent', 'expired')),
    seq            integer NOT NULL CHECK (seq > 0),
    transaction_id bigint  NOT NULL REFERENCES voucher_transactions,
    minutes        integer NOT NULL CHECK (minutes <> 0),
    balance        integer NOT NULL CHECK (CASE account WHEN 'granted' THEN balance <= 0 ELSE balance >= 0 END),
    PRIMARY KEY (resident_id, account, seq)
);
CREATE INDEX voucher_postings_transaction ON voucher_postings (transaction_id);

-- +goose StatementBegin
CREATE FUNCTION check_voucher_sum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(minutes) FROM voucher_postings WHERE transaction_id = NEW.transaction_id) <> 0 THEN
        RAISE EXCEPTION 'voucher transaction % does not add up to zero', NEW.transaction_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION refuse_voucher_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('helpline.erasing', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'vouchers are only added to' USING ERRCODE = 'check_violation';
END
$$;
-- +goose StatementEnd

-- What every programme that was shipped says: a voucher is an hour. Another one is set
-- before this migration, for its database: ALTER DATABASE helpline SET
-- helpline.voucher_minutes_<programme> = 45.
CREATE TEMPORARY TABLE moves ON COMMIT DROP AS
WITH worth AS (
    SELECT r.id, r.programme, r.granted, r.created_at,
           COALESCE(NULLIF(current_setting('helpline.voucher_minutes_' || r.programme, true), '')::int, 60) AS minutes
    FROM residents r),
entries AS (
    SELECT resident_id, visit_id, kind, sum(vouchers)::int AS vouchers, min(at) AS at
    FROM voucher_entries GROUP BY resident_id, visit_id, kind),
visit_entries AS (
    SELECT resident_id, visit_id, -sum(vouchers)::int AS vouchers, max(at) AS at,
           bool_or(kind = 'spend') AS spent
    FROM entries WHERE visit_id IS NOT NULL GROUP BY resident_id, visit_id),
debts AS (
    SELECT w.id, COALESCE(w.granted + sum(e.vouchers), w.granted)::int AS vouchers
    FROM worth w LEFT JOIN entries e ON e.resident_id = w.id GROUP BY w.id, w.granted)
SELECT 1 AS step, w.programme, w.id AS resident_id, NULL::bigint AS visit_id, 'opening:list:' || w.id AS reference, 'list' AS kind,
       w.created_at AS at, 'granted' AS source, 'available' AS target, w.granted * w.minutes AS minutes
FROM worth w WHERE w.granted > 0
UNION ALL
SELECT 2, w.programme, w.id, NULL, 'opening:grant:' || w.id, 'grant', e.at, 'granted', 'available', e.vouchers * w.minutes
FROM entries e JOIN worth w ON w.id = e.resident_id WHERE e.kind = 'grant' AND e.vouchers > 0
UNION ALL
-- A list that took back what was spent already left less than nothing.
SELECT 3, w.programme, w.id, NULL, 'opening:debt:' || w.id, 'grant', w.created_at, 'granted', 'available', -d.vouchers * w.minutes
FROM debts d JOIN worth w USING (id) WHERE d.vouchers < 0
UNION ALL
SELECT 4, w.programme, w.id, v.visit_id, CASE WHEN v.spent THEN 'settle:' ELSE 'hold:' END || v.visit_id,
       CASE WHEN v.spent THEN 'spend' ELSE 'hold' END, v.at, 'available', CASE WHEN v.spent THEN 'spent' ELSE 'held' END,
       v.vouchers * w.minutes
FROM visit_entries v JOIN worth w ON w.id = v.resident_id WHERE v.vouchers > 0;

INSERT INTO voucher_transactions (programme, reference, kind, visit_id, why, at)
SELECT programme, reference, kind, visit_id, '', at FROM moves ORDER BY step, resident_id, visit_id;

INSERT INTO voucher_postings (resident_id, account, seq, transaction_id, minutes, balance)
SELECT resident_id, account, row_number() OVER sofar, id, minutes, sum(minutes) OVER sofar
FROM (SELECT m.resident_id, p.account, t.id, p.minutes
      FROM moves m JOIN voucher_transactions t USING (reference)
      CROSS JOIN LATERAL (VALUES (m.source, -m.minutes), (m.target, m.minutes)) AS p (account, minutes)) all_postings
WINDOW sofar AS (PARTITION BY resident_id, account ORDER BY id);

CREATE CONSTRAINT TRIGGER check_voucher_sum AFTER INSERT ON voucher_postings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_voucher_sum();
CREATE TRIGGER refuse_voucher_change BEFORE UPDATE OR DELETE ON voucher_postings
    FOR EACH ROW EXECUTE FUNCTION refuse_voucher_change();

DROP TABLE voucher_entries;
ALTER TABLE residents DROP COLUMN granted;

-- +goose Down
CREATE TABLE voucher_entries (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    resident_id bigint      NOT NULL REFERENCES residents,
    visit_id    bigint REFERENCES visits,
    kind        text        NOT NULL CHECK (kind IN ('grant', 'hold', 'return', 'spend')),
    vouchers    integer     NOT NULL,
    at          timestamptz NOT NULL,
    CHECK ((kind = 'grant') = (visit_id IS NULL)),
    CHECK (CASE kind WHEN 'return' THEN vouchers > 0 WHEN 'grant' THEN vouchers <> 0 ELSE vouchers < 0 END)
);
CREATE INDEX voucher_entries_resident ON voucher_entries (resident_id);
CREATE INDEX voucher_entries_visit ON voucher_entries (visit_id) WHERE visit_id IS NOT NULL;
-- Whole vouchers of an hour: what is available, and what planned visits hold.
ALTER TABLE residents ADD COLUMN granted integer NOT NULL DEFAULT 0 CHECK (granted >= 0);
UPDATE residents r SET granted = have.minutes / 60
FROM (SELECT resident_id, sum(minutes)::int AS minutes FROM voucher_postings
      WHERE account IN ('available', 'held') GROUP BY resident_id) have
WHERE have.resident_id = r.id;
ALTER TABLE residents ALTER COLUMN granted DROP DEFAULT;
INSERT INTO voucher_entries (resident_id, visit_id, kind, vouchers, at)
SELECT v.resident_id, t.visit_id, 'hold', -p.minutes / 60, t.at
FROM voucher_transactions t JOIN voucher_postings p ON p.transaction_id = t.id AND p.account = 'held'
JOIN visits v ON v.id = t.visit_id
WHERE t.kind = 'hold' AND p.minutes >= 60
  AND NOT EXISTS (SELECT FROM voucher_transactions s WHERE s.reference = 'settle:' || t.visit_id);
DROP TABLE voucher_postings, voucher_transactions;
DROP FUNCTION check_voucher_sum();
DROP FUNCTION refuse_voucher_change();
