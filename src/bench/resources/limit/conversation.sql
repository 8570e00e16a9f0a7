\set n random(:first, :last)
BEGIN;
SELECT c.*, l.id FROM conversations c JOIN leads l ON l.conversation_id = c.id
WHERE c.id = ('01900000-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid;
SELECT * FROM messages WHERE conversation_id = ('01900000-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid
ORDER BY position DESC LIMIT 100;
COMMIT;
