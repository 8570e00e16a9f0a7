-- Sealed, a text is longer than it is: its bytes, 44 more, a third more again, and a mark with the key's name.
ALTER TABLE messages ALTER COLUMN body TYPE varchar(7000), ALTER COLUMN error_message TYPE varchar(2200);
ALTER TABLE conversations ALTER COLUMN last_message TYPE varchar(1400);
ALTER TABLE leads
    ALTER COLUMN customer_name TYPE varchar(600),
    ALTER COLUMN customer_email TYPE varchar(1200),
    ALTER COLUMN customer_address TYPE varchar(1400),
    ALTER COLUMN problem_description TYPE varchar(7000),
    ALTER COLUMN status_notes TYPE varchar(8300),
    ALTER COLUMN lost_reason TYPE varchar(8300);

-- A phone number in the clear, or sealed; once encryption is on the service adds that it must be sealed. NOT VALID, because
-- what is there has passed the narrower check before: to read all of it again would keep writers out for nothing.
ALTER TABLE calls DROP CONSTRAINT calls_customer_phone_check, ALTER COLUMN customer_phone TYPE varchar(72),
    ADD CONSTRAINT calls_customer_phone_check CHECK (customer_phone ~ '^(\+[1-9][0-9]{1,14}|\x01[A-Za-z0-9+/]{64})$') NOT VALID;
ALTER TABLE conversations DROP CONSTRAINT conversations_customer_phone_check, ALTER COLUMN customer_phone TYPE varchar(72),
    ADD CONSTRAINT conversations_customer_phone_check
        CHECK (customer_phone ~ '^(\+[1-9][0-9]{1,14}|\x01[A-Za-z0-9+/]{64})$') NOT VALID;
ALTER TABLE leads DROP CONSTRAINT leads_customer_phone_check, ALTER COLUMN customer_phone TYPE varchar(72),
    ADD CONSTRAINT leads_customer_phone_check CHECK (customer_phone ~ '^(\+[1-9][0-9]{1,14}|\x01[A-Za-z0-9+/]{64})$') NOT VALID;
ALTER TABLE opt_outs DROP CONSTRAINT opt_outs_customer_phone_check, ALTER COLUMN customer_phone TYPE varchar(72),
    ADD CONSTRAINT opt_outs_customer_phone_check
        CHECK (customer_phone ~ '^(\+[1-9][0-9]{1,14}|\x01[A-Za-z0-9+/]{64})$') NOT VALID;

-- The key of phone numbers, sealed with one of DATA_ENCRYPTION_KEYS; no row: encryption was never on.
CREATE TABLE data_encryption (
    only_one  boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    phone_key text        NOT NULL,
    since     timestamptz NOT NULL
);

-- How far stored texts are sealed with a key.
CREATE TABLE sealing_progress (
    key_name   varchar(16) NOT NULL,
    table_name varchar(32) NOT NULL,
    after      uuid        NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (key_name, table_name)
);
