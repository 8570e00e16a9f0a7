-- Once, after a restore to an earlier moment and before the service starts on it:
--
--   psql "$DATABASE_URL" --single-transaction --set ON_ERROR_STOP=1 --file docker/after-restore.sql
--
-- Every countdown and AI turn of that moment is due by now, and would answer texts that people have dealt with since. So the
-- AI leaves all conversations that wait for an answer, and people look at them; a customer's next text starts a new countdown.
-- The tasks find that the turn has moved on, and end. Texts that were still to be sent need nothing: those older than
-- SMS_RETRY_WINDOW_MINUTES fail, the others carry the same Idempotency-Key as before.
UPDATE conversations
SET turn = turn + 1,
    countdown_turn = NULL,
    ai_takeover_at = NULL,
    responder = CASE responder WHEN 'AI' THEN 'NOBODY' ELSE responder END
WHERE status = 'ACTIVE' AND unanswered_since IS NOT NULL;

-- What is left to tell is no news, and the customer's conversations are loaded afresh.
DELETE FROM outbox_events;
