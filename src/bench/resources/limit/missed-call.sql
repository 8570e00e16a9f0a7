BEGIN;
INSERT INTO calls (id, tenant_id, call_sid, customer_phone, business_phone, direction, status, start_time, end_time,
                   lead_created, created_at, updated_at)
VALUES (('01900000-0006-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid,
        '7e000000-0000-4000-8000-000000000002', 'CA' || md5(pg_current_xact_id()::text),
        '+1917' || lpad(pg_current_xact_id()::text, 7, '0'), '+13105550100', 'inbound', 'MISSED', now(), now(), true,
        now(), now());
INSERT INTO conversations (id, tenant_id, business_phone, customer_phone, call_id, status, responder, turn,
                           last_message, last_message_at, last_activity_at, message_count, created_at)
VALUES (('01900000-0007-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid,
        '7e000000-0000-4000-8000-000000000002', '+13105550100', '+1917' || lpad(pg_current_xact_id()::text, 7, '0'),
        ('01900000-0006-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid, 'ACTIVE', 'NOBODY', 1,
        'Hi! Sorry we missed your call.', now(), now(), 1, now());
INSERT INTO leads (id, tenant_id, conversation_id, call_id, customer_phone, urgency, status, created_at, updated_at)
VALUES (('01900000-0008-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid,
        '7e000000-0000-4000-8000-000000000002',
        ('01900000-0007-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid,
        ('01900000-0006-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid,
        '+1917' || lpad(pg_current_xact_id()::text, 7, '0'), 'NORMAL', 'NEW', now(), now());
INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status, message_sid,
                      attempts, retry_until, sent_at, created_at)
VALUES (('01900000-0009-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid,
        '7e000000-0000-4000-8000-000000000002',
        ('01900000-0007-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid, 1, 'OUTBOUND', 'SYSTEM',
        'GREETING', 'Hi! Sorry we missed your call at Smith Plumbing. How can we help you today?', 'SENT',
        'SM' || md5(pg_current_xact_id()::text), 1, now(), now(), now());
INSERT INTO outbox_events (event_id, tenant_id, stream_id, event, data, created_at, expires_at, next_attempt_at,
                           trace_parent)
SELECT gen_random_uuid(), '7e000000-0000-4000-8000-000000000002',
       ('01900000-0007-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid, event,
       repeat('{ "body" }', 30), now(), now() + interval '5 minutes', now(), repeat('0', 55)
FROM unnest(ARRAY['call_incoming', 'call_missed', 'lead_created', 'message_sent']) AS event;
COMMIT;
