-- Who has read or changed what, never the content. Rows come in and stay: the database itself refuses everything else.
CREATE TABLE audit_entries (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL, -- UUIDv7: in the order of time
    at          timestamptz NOT NULL,
    user_id     uuid,                 -- null: the service itself, by a rule of the operator
    act         varchar(32) NOT NULL CHECK (act IN (
        'CALL_READ', 'CALLS_LISTED', 'CONVERSATION_READ', 'CONVERSATIONS_LISTED', 'CONVERSATION_REPLIED',
        'CONVERSATION_STATUS_SET', 'AI_DEACTIVATED', 'AI_ACTIVATED', 'LEAD_READ', 'LEADS_LISTED', 'LEAD_STATS_READ',
        'LEAD_MOVED', 'AUDIT_READ', 'CUSTOMER_EXPORTED', 'CUSTOMER_ERASED', 'RETENTION_ENDED')),
    subject_ids uuid[]      NOT NULL, -- the calls, conversations and leads
    address     varchar(45),          -- where the request came from; null: not known, or no request
    request_id  varchar(64),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_entries_of_subject ON audit_entries USING gin (subject_ids);

CREATE FUNCTION refuse_change_of_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_entries_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_entries();
