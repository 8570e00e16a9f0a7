package com.nevermisscall.callservice.integration.connection;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.Race;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which events of the outbox a drainer gets: the oldest of each stream, and of none that another has in hand. */
@SqlTest
class OutboxRepositoryIT {

    private static final Instant CLAIMED_UNTIL = NOW.plusSeconds(10);

    private final UUID stream = UUID.randomUUID();

    @Autowired
    private OutboxRepository outbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM outbox_events").update();
    }

    @Test
    void anEventIsReadAsItWasWritten() {
        UUID tenant = UUID.randomUUID();
        UUID eventId = UUID.randomUUID();
        rows.event(Map.of("tenant_id", tenant, "event_id", eventId, "data", "{\"a\":1}", "attempts", 3));

        assertThat(claim(10))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(new OutboxEvent(
                        0,
                        tenant,
                        NOW.plusSeconds(300),
                        3,
                        null,
                        new LiveEvent(eventId, "message_sent", NOW, "{\"a\":1}")));
    }

    @Test
    void theOldestOfAStreamComesFirstAndAlone() {
        event(stream, "first");
        event(stream, "second");

        List<OutboxEvent> head = claim(10);
        assertThat(names(head)).containsExactly("first");
        assertThat(claim(10)).isEmpty();

        outbox.delete(List.of(head.get(0).id()));
        assertThat(names(claim(10))).containsExactly("second");
    }

    @Test
    void aHeadThatIsPutOffHoldsItsStreamBackButNoOther() {
        event(stream, "first");
        event(stream, "second");
        long head = claim(10).get(0).id();
        outbox.postpone(List.of(head), NOW.plusSeconds(4));
        event(UUID.randomUUID(), "other");

        assertThat(names(claim(10))).containsExactly("other");
        assertThat(outbox.claim(NOW.plusSeconds(4), NOW.plusSeconds(14), 10))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.id()).isEqualTo(head);
                    assertThat(event.attempts()).isEqualTo(1);
                });
    }

    @Test
    void aClaimOfADrainerThatDiedRunsOut() {
        event(stream, "first");
        claim(10);

        assertThat(outbox.claim(CLAIMED_UNTIL, CLAIMED_UNTIL.plusSeconds(10), 10))
                .isEmpty();
        assertThat(outbox.claim(CLAIMED_UNTIL.plusMillis(1), CLAIMED_UNTIL.plusSeconds(10), 10))
                .hasSize(1);
    }

    @Test
    void noMoreThanAskedForAreClaimedTheOldestFirst() {
        IntStream.range(0, 60).forEach(number -> event(UUID.randomUUID(), "event-" + number));

        assertThat(names(claim(24)))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 24)
                        .mapToObj(number -> "event-" + number)
                        .toList());
        assertThat(claim(24)).hasSize(24);
        assertThat(claim(24)).hasSize(12);
    }

    @Test
    void noMoreThanAskedForAreClaimedWhateverThePlan() {
        IntStream.range(0, 60).forEach(number -> event(UUID.randomUUID(), "event-" + number));
        new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
            jdbc.sql("SET LOCAL enable_hashjoin = off").update();
            jdbc.sql("SET LOCAL enable_mergejoin = off").update();
            jdbc.sql("SET LOCAL enable_hashagg = off").update();
            jdbc.sql("SET LOCAL enable_sort = off").update();
            jdbc.sql("SET LOCAL enable_material = off").update();

            assertThat(claim(24)).hasSize(24);
        });
    }

    @Test
    void whatAnotherDrainerIsClaimingIsLeftToItWithoutWaiting() {
        event(stream, "first");
        event(stream, "second");
        UUID another = UUID.randomUUID();

        List<OutboxEvent> second = new Race(jdbc, transactionManager)
                .meanwhile(() -> assertThat(claim(10)).hasSize(1), () -> {
                    event(another, "other");
                    return claim(10);
                });

        assertThat(names(second)).containsExactly("other");
    }

    @Test
    void ofKnownEventsOnlyTheOldestOfTheirStreamsAreClaimed() {
        long first = event(stream, "first");
        long second = event(stream, "second");
        long other = event(UUID.randomUUID(), "other");
        event(UUID.randomUUID(), "not known");

        assertThat(claim(List.of(other, second, first))).containsExactlyInAnyOrder(first, other);
        assertThat(claim(List.of(other, second, first))).isEmpty();
        outbox.delete(List.of(first));
        assertThat(claim(List.of(second))).containsExactly(second);
    }

    @Test
    void aKnownEventThatIsToldOrTakenOrPutOffIsNotClaimed() {
        long told = event(UUID.randomUUID(), "told");
        outbox.delete(List.of(told));
        long taken = event(UUID.randomUUID(), "taken");
        claim(10);
        long putOff = event(UUID.randomUUID(), "put off");
        outbox.postpone(List.of(putOff), NOW.plusSeconds(4));

        assertThat(claim(List.of(told, taken, putOff))).isEmpty();
    }

    @Test
    void forgettingNothingIsNoStatement() {
        event(stream, "first");
        outbox.delete(List.of());

        assertThat(claim(10)).hasSize(1);
    }

    private List<OutboxEvent> claim(int limit) {
        return outbox.claim(NOW, CLAIMED_UNTIL, limit);
    }

    private Set<Long> claim(List<Long> known) {
        return outbox.claim(NOW, CLAIMED_UNTIL, known);
    }

    private long event(UUID ofStream, String name) {
        rows.event(Map.of("stream_id", ofStream, "event", name));
        return jdbc.sql("SELECT max(id) FROM outbox_events").query(Long.class).single();
    }

    private static List<String> names(List<OutboxEvent> events) {
        return events.stream().map(event -> event.live().event()).toList();
    }
}
