\set n random(:first, :last)
BEGIN;
SELECT count(*), count(*) FILTER (WHERE responder = 'AI'), count(*) FILTER (WHERE responder = 'HUMAN')
FROM conversations WHERE tenant_id = '7e000000-0000-4000-8000-000000000001' AND status = 'ACTIVE';
SELECT c.*, l.status FROM conversations c JOIN leads l ON l.conversation_id = c.id
WHERE c.tenant_id = '7e000000-0000-4000-8000-000000000001' AND c.status = 'ACTIVE'
ORDER BY c.last_activity_at DESC, c.id DESC LIMIT 100;
COMMIT;
