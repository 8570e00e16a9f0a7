-- Work beyond a tenant's share has priority 10 and yields to everything else (50 and above); see FairFetch. The default
-- first: it waits for whoever writes without one, so that no row is left without. An index for each kind, so that neither
-- a long queue of what yields nor what is not due yet is read to find what is due.
ALTER TABLE scheduled_tasks ALTER COLUMN priority SET DEFAULT 50;
UPDATE scheduled_tasks SET priority = 50 WHERE priority IS NULL;
ALTER TABLE scheduled_tasks ALTER COLUMN priority SET NOT NULL;
CREATE INDEX scheduled_tasks_ordinary ON scheduled_tasks (execution_time) WHERE priority >= 50;
CREATE INDEX scheduled_tasks_yielding ON scheduled_tasks (execution_time) WHERE priority < 50;
DROP INDEX scheduled_tasks_execution_time;
