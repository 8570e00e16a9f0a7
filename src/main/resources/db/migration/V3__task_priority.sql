-- Work beyond a tenant's share has priority 10 and yields to everything else (50 and above); see FairFetch. With the
-- priority in the index, a long queue of it is passed over without a look into the table.
UPDATE scheduled_tasks SET priority = 50 WHERE priority IS NULL;
UPDATE scheduled_ai_tasks SET priority = 50 WHERE priority IS NULL;
ALTER TABLE scheduled_tasks ALTER COLUMN priority SET DEFAULT 50;
ALTER TABLE scheduled_ai_tasks ALTER COLUMN priority SET DEFAULT 50;
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time, priority);
CREATE INDEX scheduled_ai_tasks_due ON scheduled_ai_tasks (execution_time, priority);
DROP INDEX scheduled_tasks_execution_time;
DROP INDEX scheduled_ai_tasks_execution_time_idx;
