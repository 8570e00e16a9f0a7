package com.nevermisscall.callservice.faults;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notes every live event that is committed, with the time of its commit: the service forgets an event once it is told,
 * and the trials have to know which were owed and in which order.
 */
final class EventLedger {

    private static final String OPEN = """
            CREATE SCHEMA ledger;
            CREATE TABLE ledger.events (
                id bigint PRIMARY KEY, event_id uuid NOT NULL, tenant_id uuid NOT NULL, stream_id uuid NOT NULL,
                event text NOT NULL);
            CREATE FUNCTION ledger.note() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO ledger.events VALUES (NEW.id, NEW.event_id, NEW.tenant_id, NEW.stream_id, NEW.event);
                    RETURN NULL;
                END $$;
            CREATE TRIGGER note AFTER INSERT ON outbox_events FOR EACH ROW EXECUTE FUNCTION ledger.note()""";

    private EventLedger() {}

    /** Begins to take notes. */
    static void open(JdbcClient database) {
        database.sql(OPEN).update();
    }

    /** What was owed to a tenant's dashboards, in the order in which it was written. */
    static List<Owed> owedTo(UUID tenantId, JdbcClient database) {
        return database.sql("""
                        SELECT id, event_id, stream_id, event, pg_xact_commit_timestamp(xmin) AS committed
                        FROM ledger.events WHERE tenant_id = ? ORDER BY id""")
                .param(tenantId)
                .query((row, number) -> new Owed(
                        row.getLong("id"),
                        row.getObject("event_id", UUID.class),
                        row.getObject("stream_id", UUID.class),
                        row.getString("event"),
                        row.getTimestamp("committed").toInstant()))
                .list();
    }

    /** An event that was committed. Those of one stream are to be told in order. */
    record Owed(long id, UUID eventId, UUID streamId, String event, Instant committed) {

        /** Whether this one has to be told first: written and committed first. Changes at once have no order. */
        boolean before(Owed other) {
            return id < other.id && !committed.isAfter(other.committed);
        }
    }
}
