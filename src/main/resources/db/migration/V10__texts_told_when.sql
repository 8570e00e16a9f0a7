-- When twilio-server wants to be asked for a queued text at the earliest, if it ever said so (Retry-After); see DelayedTexts.
ALTER TABLE messages ADD COLUMN not_before timestamptz;
