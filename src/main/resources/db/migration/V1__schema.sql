-- What must be true is a constraint here, not a hope in the code. Ids are UUIDv7 made by the service.

CREATE TABLE calls (
    id               uuid PRIMARY KEY,
    tenant_id        uuid         NOT NULL,
    call_sid         varchar(64)  NOT NULL,
    customer_phone   varchar(16) CHECK (customer_phone ~ '^\+[1-9][0-9]{1,14}$'), -- null: withheld
    business_phone   varchar(16)  NOT NULL CHECK (business_phone ~ '^\+[1-9][0-9]{1,14}$'),
    direction        varchar(32)  NOT NULL,
    status           varchar(16)  NOT NULL CHECK (status IN ('RINGING', 'IN_PROGRESS', 'COMPLETED', 'MISSED', 'FAILED')),
    caller_city      varchar(100),
    caller_state     varchar(100),
    caller_country   varchar(100),
    start_time       timestamptz  NOT NULL,
    end_time         timestamptz,
    duration_seconds integer CHECK (duration_seconds >= 0),
    conversation_id  uuid,
    lead_id          uuid,
    lead_created     boolean      NOT NULL DEFAULT false,
    greeting_id      uuid,
    created_at       timestamptz  NOT NULL,
    updated_at       timestamptz  NOT NULL,
    CONSTRAINT calls_call_sid_key UNIQUE (call_sid)
);
CREATE INDEX calls_of_tenant ON calls (tenant_id, created_at DESC, id DESC);

-- Updated with every message: room on the page and no index on what changes each time keep the updates in place (HOT).
CREATE TABLE conversations (
    id                    uuid PRIMARY KEY,
    tenant_id             uuid        NOT NULL,
    business_phone        varchar(16) NOT NULL CHECK (business_phone ~ '^\+[1-9][0-9]{1,14}$'),
    customer_phone        varchar(16) NOT NULL CHECK (customer_phone ~ '^\+[1-9][0-9]{1,14}$'),
    call_id               uuid REFERENCES calls (id), -- null: a customer's first text opened it
    status                varchar(16) NOT NULL CHECK (status IN ('ACTIVE', 'COMPLETED', 'ABANDONED')),
    responder             varchar(16) NOT NULL CHECK (responder IN ('NOBODY', 'AI', 'HUMAN')),
    outcome               varchar(32) CHECK (outcome IN ('APPOINTMENT_SCHEDULED', 'QUOTE_PROVIDED', 'RESOLVED', 'ABANDONED')),
    turn                  bigint      NOT NULL CHECK (turn >= 0),
    unanswered_since      timestamptz,
    countdown_turn        bigint,
    ai_takeover_at        timestamptz,
    human_takeover_at     timestamptz,
    human_takeover_by     uuid,
    last_message          varchar(320),
    last_message_at       timestamptz,
    last_activity_at      timestamptz NOT NULL,
    message_count         integer     NOT NULL CHECK (message_count >= 0),
    appointment_scheduled boolean     NOT NULL DEFAULT false,
    area_declined         boolean     NOT NULL DEFAULT false,
    created_at            timestamptz NOT NULL,
    CONSTRAINT only_the_active_have_a_responder CHECK (status = 'ACTIVE' OR responder = 'NOBODY'),
    CONSTRAINT a_countdown_has_a_due_time CHECK (countdown_turn IS NULL OR ai_takeover_at IS NOT NULL),
    CONSTRAINT a_countdown_runs_while_nobody_answers
        CHECK (countdown_turn IS NULL OR (status = 'ACTIVE' AND responder = 'NOBODY' AND unanswered_since IS NOT NULL))
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX one_active_conversation_per_customer
    ON conversations (tenant_id, business_phone, customer_phone) WHERE status = 'ACTIVE';
CREATE INDEX conversations_of_customer ON conversations (tenant_id, customer_phone, id DESC);

CREATE TABLE leads (
    id                   uuid PRIMARY KEY,
    tenant_id            uuid        NOT NULL,
    conversation_id      uuid        NOT NULL REFERENCES conversations (id),
    call_id              uuid REFERENCES calls (id), -- null: a customer's first text opened it
    customer_phone       varchar(16) NOT NULL CHECK (customer_phone ~ '^\+[1-9][0-9]{1,14}$'),
    customer_name        varchar(120),
    customer_email       varchar(254),
    customer_address     varchar(300),
    problem_description  varchar(1600),
    urgency              varchar(16) NOT NULL CHECK (urgency IN ('LOW', 'NORMAL', 'HIGH', 'EMERGENCY')),
    job_type             varchar(100),
    estimated_value      numeric(10, 2) CHECK (estimated_value >= 0),
    conversion_value     numeric(10, 2) CHECK (conversion_value >= 0),
    status               varchar(32) NOT NULL CHECK (status IN ('NEW', 'QUALIFIED', 'APPOINTMENT_SCHEDULED', 'COMPLETED', 'LOST')),
    status_by_human      boolean     NOT NULL DEFAULT false,
    status_notes         varchar(2000),
    lost_reason          varchar(2000),
    analysed             boolean     NOT NULL DEFAULT false,
    ai_confidence        numeric(4, 3) CHECK (ai_confidence BETWEEN 0 AND 1),
    urgency_score        numeric(4, 3) CHECK (urgency_score BETWEEN 0 AND 1),
    service_area_valid   boolean,
    service_area_reason  varchar(64),
    address_validated    boolean,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    CONSTRAINT one_lead_per_conversation UNIQUE (conversation_id)
);
CREATE INDEX leads_of_tenant ON leads (tenant_id, created_at DESC, id DESC);
CREATE INDEX leads_of_tenant_by_status ON leads (tenant_id, status, created_at DESC, id DESC);

ALTER TABLE calls
    ADD CONSTRAINT calls_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations (id),
    ADD CONSTRAINT calls_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads (id);

CREATE TABLE messages (
    id                 uuid PRIMARY KEY,
    tenant_id          uuid          NOT NULL,
    conversation_id    uuid          NOT NULL REFERENCES conversations (id),
    position           integer       NOT NULL CHECK (position > 0), -- 1, 2, 3, … within the conversation
    direction          varchar(8)    NOT NULL CHECK (direction IN ('INBOUND', 'OUTBOUND')),
    sender             varchar(8)    NOT NULL CHECK (sender IN ('CUSTOMER', 'SYSTEM', 'AI', 'HUMAN')),
    kind               varchar(16)   NOT NULL CHECK (kind IN ('TEXT', 'GREETING', 'DECLINE', 'OPT_OUT_NOTICE', 'HELP')),
    body               varchar(1600) NOT NULL,
    status             varchar(8)    NOT NULL CHECK (status IN ('RECEIVED', 'QUEUED', 'SENT', 'FAILED')),
    message_sid        varchar(64),
    user_id            uuid,
    idempotency_key    varchar(64),
    ai_triggered       boolean       NOT NULL DEFAULT false, -- inbound: what the webhook was answered
    response_window    integer,                              -- inbound: what the webhook was answered, seconds
    take_over          boolean       NOT NULL DEFAULT false, -- human: what was asked
    ai_deactivated     boolean       NOT NULL DEFAULT false, -- human: what was answered
    attempts           integer       NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    claimed_until      timestamptz,                          -- a try is under way and has this long
    retry_until        timestamptz,                          -- then it is failed
    error_code         varchar(64),
    error_message      varchar(500),
    sent_at            timestamptz,
    created_at         timestamptz   NOT NULL,
    CONSTRAINT messages_in_order UNIQUE (conversation_id, position),
    CONSTRAINT inbound_is_from_the_customer CHECK ((direction = 'INBOUND') = (sender = 'CUSTOMER')),
    CONSTRAINT inbound_is_received CHECK ((direction = 'INBOUND') = (status = 'RECEIVED')),
    CONSTRAINT queued_has_an_end CHECK (status <> 'QUEUED' OR retry_until IS NOT NULL)
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX messages_message_sid_key ON messages (message_sid) WHERE message_sid IS NOT NULL;
CREATE UNIQUE INDEX messages_idempotency_key ON messages (conversation_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX messages_queued ON messages (conversation_id) WHERE status = 'QUEUED';

-- One row per customer who ever opted out; opted_in_at set: opted in again since. Kept as proof.
CREATE TABLE opt_outs (
    tenant_id      uuid        NOT NULL,
    customer_phone varchar(16) NOT NULL CHECK (customer_phone ~ '^\+[1-9][0-9]{1,14}$'),
    source         varchar(16) NOT NULL CHECK (source IN ('CUSTOMER', 'CARRIER')),
    opted_out_at   timestamptz NOT NULL,
    opted_in_at    timestamptz,
    PRIMARY KEY (tenant_id, customer_phone)
);

-- Live events that are committed but not yet told. In order of id within a stream (a conversation, or a call without).
CREATE TABLE outbox_events (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        uuid        NOT NULL,
    tenant_id       uuid        NOT NULL,
    stream_id       uuid        NOT NULL,
    event           varchar(32) NOT NULL,
    data            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    claimed_until   timestamptz
) WITH (autovacuum_vacuum_scale_factor = 0.01, fillfactor = 80);
CREATE INDEX outbox_events_in_order ON outbox_events (stream_id, id);

-- db-scheduler's own table, twice: slow AI turns have workers, and so a table, of their own.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
) WITH (autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);

CREATE TABLE scheduled_ai_tasks (LIKE scheduled_tasks INCLUDING ALL) WITH (autovacuum_vacuum_scale_factor = 0.01);
