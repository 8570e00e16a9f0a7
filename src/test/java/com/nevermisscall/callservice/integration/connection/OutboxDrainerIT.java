package com.nevermisscall.callservice.integration.connection;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorStub;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import com.nevermisscall.callservice.telemetry.Traces;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events that a replica did not write itself are told beside those that it did. */
@SqlTest
@Import(Traces.class)
class OutboxDrainerIT {

    private static final UUID TENANT = UUID.randomUUID();
    private static final int AT_ONCE = 100;

    /** All that is older comes first. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final CollaboratorStub connection = new CollaboratorStub(Collaborator.AS_CONNECTION_SERVICE);

    @Autowired
    private OutboxRepository outbox;

    @Autowired
    private Traces traces;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    private OutboxDrainer drainer;

    @BeforeEach
    void open() {
        jdbc.sql("DELETE FROM outbox_events").update();
        connection.answers(200, "{}");
        ConnectionClient client = new ConnectionClient(connection.http(), "/broadcast/tenant/{tenantId}");
        connection
                .bulkheads()
                .getAllBulkheads()
                .forEach(bulkhead -> bulkhead.changeConfig(
                        BulkheadConfig.custom().maxConcurrentCalls(32).build()));
        drainer = new OutboxDrainer(outbox, client, traces, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() throws InterruptedException {
        drainer.destroy();
    }

    @Test
    void whatAnotherReplicaLeftIsToldWhileKnownEventsKeepComing() {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                if (waiting() < 5 * AT_ONCE) {
                    drainer.tellSoon(write());
                }
            }
        });
        try {
            await().until(() -> waiting() > AT_ONCE);
            // Again if what kept coming was held up for once, and left nothing but the search to do.
            await("told beside known events").atMost(Duration.ofMinutes(2)).until(() -> {
                int before = told("left_by_another");
                rows.event(Map.of("tenant_id", TENANT, "event", "left_by_another", "next_attempt_at", Instant.EPOCH));
                await().atMost(PATIENCE).until(() -> told("left_by_another") == before + 1);
                return waiting() > AT_ONCE;
            });
        } finally {
            enough.set(true);
            flood.join();
        }
    }

    private int told(String event) {
        return connection
                .server()
                .findAll(postRequestedFor(anyUrl()).withRequestBody(containing(event)))
                .size();
    }

    private long waiting() {
        return jdbc.sql("SELECT count(*) FROM outbox_events").query(Long.class).single();
    }

    /** Events as a transaction of this replica leaves them: stored, and known. */
    private List<OutboxEvent> write() {
        Instant now = Instant.now();
        Instant expires = now.plusSeconds(300);
        return jdbc.sql("""
                        INSERT INTO outbox_events
                            (event_id, tenant_id, stream_id, event, data, created_at, expires_at, next_attempt_at)
                        SELECT gen_random_uuid(), :tenant, gen_random_uuid(), 'message_sent', '{}', now(),
                               now() + interval '5 minutes', now()
                        FROM generate_series(1, :count) RETURNING id, event_id""")
                .param("tenant", TENANT)
                .param("count", AT_ONCE)
                .query((row, number) -> new OutboxEvent(
                        row.getLong("id"),
                        TENANT,
                        expires,
                        0,
                        null,
                        new LiveEvent(row.getObject("event_id", UUID.class), "message_sent", now, "{}")))
                .list();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Unobserved {

        @Bean
        ObservationRegistry observations() {
            return ObservationRegistry.create();
        }
    }
}
