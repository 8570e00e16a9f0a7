package com.nevermisscall.callservice.integration.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.encryption.Vault;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.telemetry.Traces;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where live events wait until they are told. An event is stored with the change it tells of, so it is never told
 * before that is committed and never forgotten after; all events of one transaction are one insert.
 */
@Service
public class EventOutbox {

    private static final String INSERT = """
            INSERT INTO outbox_events
                (event_id, tenant_id, stream_id, event, data, created_at, expires_at, next_attempt_at, trace_parent)
            VALUES""";

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final OutboxDrainer drainer;
    private final Traces traces;
    private final Vault vault;
    private final Duration retryWindow;

    EventOutbox(
            JdbcTemplate jdbc,
            ObjectMapper json,
            Clock clock,
            OutboxDrainer drainer,
            Traces traces,
            Vault vault,
            CollaboratorProperties collaborators) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.drainer = drainer;
        this.traces = traces;
        this.vault = vault;
        this.retryWindow = Duration.ofMinutes(collaborators.connection().eventRetryWindowMinutes());
    }

    /**
     * Tells the dashboard of a change, once the running transaction is committed. For an event of a conversation the
     * caller holds the lock of that conversation or tells what follows from a committed change: that gives the order.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(OutgoingEvent event) {
        for (TransactionSynchronization other : TransactionSynchronizationManager.getSynchronizations()) {
            if (other instanceof Telling telling) {
                telling.events.add(pending(event));
                return;
            }
        }
        Telling telling = new Telling();
        telling.events.add(pending(event));
        TransactionSynchronizationManager.registerSynchronization(telling);
    }

    private Pending pending(OutgoingEvent event) {
        Instant now = clock.instant();
        Map<String, Object> data = new LinkedHashMap<>(event.data());
        data.put("timestamp", now);
        return new Pending(
                event.tenantId(),
                event.stream(),
                new LiveEvent(Ids.next(), event.type().wireName(), now, write(data)),
                now.plus(retryWindow),
                traces.current());
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event's data cannot be written as JSON", e);
        }
    }

    /** Stores events, and gives them with the ids that the table has given them, in the same order. */
    private List<OutboxEvent> store(List<Pending> events) {
        Object[] values = events.stream().flatMap(this::values).toArray();
        String rows = String.join(", ", Collections.nCopies(events.size(), ROW));
        return jdbc.query(
                INSERT + " " + rows + " RETURNING id",
                (row, number) -> events.get(number).stored(row.getLong("id")),
                values);
    }

    private Stream<Object> values(Pending event) {
        LiveEvent live = event.live();
        Timestamp now = Timestamp.from(live.timestamp());
        return Stream.of(
                live.eventId(),
                event.tenantId(),
                event.stream(),
                live.event(),
                vault.seal(event.tenantId(), live.dataJson()),
                now,
                Timestamp.from(event.expiresAt()),
                now,
                event.traceParent());
    }

    /** An event that is not stored yet. */
    private record Pending(UUID tenantId, UUID stream, LiveEvent live, Instant expiresAt, String traceParent) {

        OutboxEvent stored(long id) {
            return new OutboxEvent(id, tenantId, expiresAt, 0, traceParent, live);
        }
    }

    /** The events of one transaction: written together before it commits, told after. */
    private final class Telling implements TransactionSynchronization {

        private final List<Pending> events = new ArrayList<>();
        private List<OutboxEvent> stored = List.of();

        @Override
        public void beforeCommit(boolean readOnly) {
            stored = store(events);
        }

        @Override
        public void afterCommit() {
            drainer.tellSoon(stored);
        }
    }
}
