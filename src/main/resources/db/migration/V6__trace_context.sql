-- The trace that an event belongs to (W3C traceparent), so that telling it later still does. Null: none.
ALTER TABLE outbox_events ADD COLUMN trace_parent varchar(55);
