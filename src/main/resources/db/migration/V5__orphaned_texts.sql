-- Texts whose first try has not ended yet: few at any time. A claim that has run out is that of a process that died.
CREATE INDEX messages_claimed ON messages (claimed_until) WHERE status = 'QUEUED' AND claimed_until IS NOT NULL;
