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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

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
                telling.events.add(row(event));
                return;
            }
        }
        Telling telling = new Telling();
        telling.events.add(row(event));
        TransactionSynchronizationManager.registerSynchronization(telling);
    }

    private Object[] row(OutgoingEvent event) {
        Instant now = clock.instant();
        Map<String, Object> data = new LinkedHashMap<>(event.data());
        data.put("timestamp", now);
        return new Object[] {
            Ids.next(),
            event.tenantId(),
            event.stream(),
            event.type().wireName(),
            vault.seal(event.tenantId(), write(data)),
            Timestamp.from(now),
            Timestamp.from(now.plus(retryWindow)),
            Timestamp.from(now),
            traces.current()
        };
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event's data cannot be written as JSON", e);
        }
    }

    /** The events of one transaction: written together before it commits, told after. */
    private final class Telling implements TransactionSynchronization {

        private final List<Object[]> events = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            jdbc.batchUpdate(INSERT, events);
        }

        @Override
        public void afterCommit() {
            drainer.nudge();
        }
    }
}
