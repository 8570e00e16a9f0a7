\set n random(:first, :last)
BEGIN;
UPDATE conversations
SET last_message = 'The sink in the kitchen is leaking and it is getting worse', last_message_at = now(),
    last_activity_at = now(), message_count = message_count + 1, turn = turn + 1, responder = 'HUMAN',
    unanswered_since = NULL, countdown_turn = NULL, ai_takeover_at = NULL, human_takeover_at = now()
WHERE id = ('01900000-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid;
INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status, message_sid,
                      attempts, retry_until, sent_at, created_at)
SELECT ('01900000-0005-7000-8000-' || lpad(pg_current_xact_id()::text, 12, '0'))::uuid, tenant_id, id, message_count,
       'OUTBOUND', 'HUMAN', 'TEXT', 'The sink in the kitchen is leaking and it is getting worse', 'SENT',
       'SM' || md5(pg_current_xact_id()::text), 1, now(), now(), now()
FROM conversations WHERE id = ('01900000-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid;
INSERT INTO outbox_events (event_id, tenant_id, stream_id, event, data, created_at, expires_at, next_attempt_at,
                           trace_parent)
SELECT gen_random_uuid(), tenant_id, id, event, repeat('{ "body" }', 30), now(), now() + interval '5 minutes', now(),
       repeat('0', 55)
FROM conversations, unnest(ARRAY['human_reply_sent', 'message_sent']) AS event
WHERE id = ('01900000-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid;
COMMIT;
