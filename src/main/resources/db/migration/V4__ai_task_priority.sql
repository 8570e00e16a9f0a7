-- As V3, in a transaction of its own: both tables in one could lock each other out with a transaction of the service.
ALTER TABLE scheduled_ai_tasks ALTER COLUMN priority SET DEFAULT 50;
UPDATE scheduled_ai_tasks SET priority = 50 WHERE priority IS NULL;
ALTER TABLE scheduled_ai_tasks ALTER COLUMN priority SET NOT NULL;
CREATE INDEX scheduled_ai_tasks_ordinary ON scheduled_ai_tasks (execution_time) WHERE priority >= 50;
CREATE INDEX scheduled_ai_tasks_yielding ON scheduled_ai_tasks (execution_time) WHERE priority < 50;
DROP INDEX scheduled_ai_tasks_execution_time_idx;
