-- What the first release has written (V1__schema.sql), in its own words: one customer whose call was missed, who waits for
-- an answer, and around them whatever there can be. Every column that it writes has a value in some row.
-- UpgradeIT migrates this to every later schema, and writes it into the newest as an old replica does.

INSERT INTO calls (id, tenant_id, call_sid, customer_phone, business_phone, direction, status, caller_city, caller_state,
    caller_country, start_time, end_time, duration_seconds, lead_created, greeting_id, created_at, updated_at)
VALUES
    ('0195a000-0000-7000-8000-0000000000c1', '11111111-2222-4333-8444-555555555555', 'CA-release-1-missed',
        '+12125550123', '+13105550100', 'inbound', 'MISSED', 'New York', 'NY', 'US',
        now() - interval '3 minutes', now() - interval '2 minutes', 21, true, '0195a000-0000-7000-8000-0000000000a1',
        now() - interval '3 minutes', now() - interval '2 minutes'),
    ('0195a000-0000-7000-8000-0000000000c2', '11111111-2222-4333-8444-555555555555', 'CA-release-1-withheld',
        NULL, '+13105550100', 'inbound', 'RINGING', NULL, NULL, NULL,
        now() - interval '1 minute', NULL, NULL, false, NULL, now() - interval '1 minute', now() - interval '1 minute');

INSERT INTO conversations (id, tenant_id, business_phone, customer_phone, call_id, status, responder, outcome, turn,
    unanswered_since, countdown_turn, ai_takeover_at, human_takeover_at, human_takeover_by, last_message, last_message_at,
    last_activity_at, message_count, appointment_scheduled, area_declined, created_at)
VALUES
    ('0195a000-0000-7000-8000-0000000000d1', '11111111-2222-4333-8444-555555555555', '+13105550100', '+12125550123',
        '0195a000-0000-7000-8000-0000000000c1', 'ACTIVE', 'NOBODY', NULL, 1,
        now(), 1, now() + interval '1 minute', NULL, NULL, 'The kitchen is under water', now(),
        now(), 2, false, false, now() - interval '2 minutes'),
    ('0195a000-0000-7000-8000-0000000000d2', '11111111-2222-4333-8444-555555555555', '+13105550100', '+12125550124',
        NULL, 'COMPLETED', 'NOBODY', 'RESOLVED', 3,
        NULL, NULL, now() - interval '2 days', now() - interval '2 days', '0195a000-0000-7000-8000-0000000000b1',
        'We will come at nine', now() - interval '2 days', now() - interval '2 days', 2, true, true,
        now() - interval '2 days'),
    ('0195a000-0000-7000-8000-0000000000d3', '11111111-2222-4333-8444-666666666666', '+13105550111', '+12125550123',
        NULL, 'ACTIVE', 'AI', NULL, 2, now(), NULL, now() - interval '1 hour', NULL, NULL, 'Do you come on Sundays?',
        now(), now(), 2, false, false, now() - interval '2 hours');

INSERT INTO leads (id, tenant_id, conversation_id, call_id, customer_phone, customer_name, customer_email,
    customer_address, problem_description, urgency, job_type, estimated_value, conversion_value, status, status_by_human,
    status_notes, lost_reason, analysed, ai_confidence, urgency_score, service_area_valid, service_area_reason,
    address_validated, created_at, updated_at)
VALUES
    ('0195a000-0000-7000-8000-0000000000e1', '11111111-2222-4333-8444-555555555555',
        '0195a000-0000-7000-8000-0000000000d1', '0195a000-0000-7000-8000-0000000000c1', '+12125550123',
        NULL, NULL, NULL, 'The kitchen is under water', 'NORMAL', NULL, NULL, NULL, 'NEW', false, NULL, NULL, false,
        NULL, NULL, NULL, NULL, NULL, now() - interval '2 minutes', now()),
    ('0195a000-0000-7000-8000-0000000000e2', '11111111-2222-4333-8444-555555555555',
        '0195a000-0000-7000-8000-0000000000d2', NULL, '+12125550124', 'Dana', 'dana@example.com',
        '900 Broadway, Denver', 'Locked out', 'HIGH', 'lockout', 120.00, 135.50, 'LOST', true, 'Called twice', 'Too late',
        true, 0.970, 0.850, false, 'outside_radius', true, now() - interval '2 days', now() - interval '1 day'),
    ('0195a000-0000-7000-8000-0000000000e3', '11111111-2222-4333-8444-666666666666',
        '0195a000-0000-7000-8000-0000000000d3', NULL, '+12125550123', NULL, NULL, NULL, NULL, 'NORMAL', NULL, NULL, NULL,
        'QUALIFIED', false, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, now(), now());

UPDATE calls SET conversation_id = '0195a000-0000-7000-8000-0000000000d1', lead_id = '0195a000-0000-7000-8000-0000000000e1'
WHERE id = '0195a000-0000-7000-8000-0000000000c1';

INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status, message_sid, user_id,
    idempotency_key, ai_triggered, response_window, take_over, ai_deactivated, attempts, claimed_until, retry_until,
    error_code, error_message, sent_at, created_at)
VALUES
    ('0195a000-0000-7000-8000-0000000000a1', '11111111-2222-4333-8444-555555555555',
        '0195a000-0000-7000-8000-0000000000d1', 1, 'OUTBOUND', 'SYSTEM', 'GREETING', 'Sorry we missed your call', 'SENT',
        'SM-release-1-greeting', NULL, NULL, false, NULL, false, false, 1, NULL, now() + interval '28 minutes', NULL, NULL,
        now() - interval '2 minutes', now() - interval '2 minutes'),
    ('0195a000-0000-7000-8000-0000000000a2', '11111111-2222-4333-8444-555555555555',
        '0195a000-0000-7000-8000-0000000000d1', 2, 'INBOUND', 'CUSTOMER', 'TEXT', 'The kitchen is under water', 'RECEIVED',
        'SM-release-1-text', NULL, NULL, true, 60, false, false, 0, NULL, NULL, NULL, NULL, NULL, now()),
    ('0195a000-0000-7000-8000-0000000000a3', '11111111-2222-4333-8444-555555555555',
        '0195a000-0000-7000-8000-0000000000d2', 1, 'OUTBOUND', 'HUMAN', 'TEXT', 'We will come at nine', 'FAILED', NULL,
        '0195a000-0000-7000-8000-0000000000b1', 'release-1-key', false, NULL, true, true, 3, NULL,
        now() - interval '2 days', '30007', 'Filtered by the carrier', NULL, now() - interval '2 days'),
    ('0195a000-0000-7000-8000-0000000000a4', '11111111-2222-4333-8444-666666666666',
        '0195a000-0000-7000-8000-0000000000d3', 1, 'INBOUND', 'CUSTOMER', 'TEXT', 'Do you come on Sundays?', 'RECEIVED',
        'SM-release-1-other', NULL, NULL, true, NULL, false, false, 0, NULL, NULL, NULL, NULL, NULL, now()),
    ('0195a000-0000-7000-8000-0000000000a5', '11111111-2222-4333-8444-666666666666',
        '0195a000-0000-7000-8000-0000000000d3', 2, 'OUTBOUND', 'AI', 'TEXT', 'Yes, until noon', 'QUEUED',
        NULL, NULL, NULL, false, NULL, false, false, 2, now() + interval '10 seconds', now() + interval '29 minutes', NULL,
        NULL, NULL, now());

INSERT INTO opt_outs (tenant_id, customer_phone, source, opted_out_at, opted_in_at)
VALUES
    ('11111111-2222-4333-8444-555555555555', '+12125550177', 'CUSTOMER', now() - interval '3 days', NULL),
    ('11111111-2222-4333-8444-666666666666', '+12125550177', 'CARRIER', now() - interval '3 days', now());

INSERT INTO outbox_events (event_id, tenant_id, stream_id, event, data, created_at, expires_at, next_attempt_at, attempts,
    claimed_until)
VALUES
    ('0195a000-0000-7000-8000-0000000000f1', '11111111-2222-4333-8444-555555555555',
        '0195a000-0000-7000-8000-0000000000d1', 'message_received', '{}', now(), now() + interval '5 minutes',
        now(), 1, now() - interval '1 second');

INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success,
    last_failure, consecutive_failures, last_heartbeat, version)
VALUES
    ('countdown', '0195a000-0000-7000-8000-0000000000d1:1', NULL, now() + interval '1 minute', false, NULL, NULL,
        NULL, NULL, NULL, 1),
    ('deliver-sms', '0195a000-0000-7000-8000-0000000000a5', '\xaced', now() + interval '10 minutes', true, 'an-old-replica',
        now() - interval '1 minute', now() - interval '2 seconds', 2, now() + interval '10 minutes', 3);

INSERT INTO scheduled_ai_tasks (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success,
    last_failure, consecutive_failures, last_heartbeat, version)
VALUES
    ('ai-turn', '0195a000-0000-7000-8000-0000000000d3:2', '\xaced', now() + interval '10 minutes', true, 'an-old-replica',
        now() - interval '1 minute', now() - interval '2 seconds', 1, now() + interval '10 minutes', 2);
