package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.conversation.DeliveryRepository.Overtaken;
import com.nevermisscall.callservice.support.Race;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What a takeover or a STOP does to texts that are queued. */
@SqlTest
class OvertakeIT {

    private final AtomicInteger position = new AtomicInteger();
    private UUID conversation;

    @Autowired
    private DeliveryRepository deliveries;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @BeforeEach
    void open() {
        conversation = rows.conversation(Map.of());
    }

    @Test
    void aQueuedTextEndsAsFailedForTheReason() {
        UUID id = queued("AI", "TEXT", null);

        assertThat(overtake(false)).singleElement().satisfies(text -> {
            assertThat(text.id()).isEqualTo(id);
            assertThat(text.conversationId()).isEqualTo(conversation);
            assertThat(text.inFlight()).isFalse();
        });
        assertThat(row(id)).containsEntry("status", "FAILED").containsEntry("error_code", "OVERTAKEN");
        assertThat(deliveries.anyInFlight(List.of(id), NOW)).isFalse();
    }

    @Test
    void aTextThatIsBeingTriedIsNotTriedAgain() {
        UUID id = queued("AI", "TEXT", NOW.plusMillis(1));

        assertThat(overtake(false))
                .singleElement()
                .extracting(Overtaken::inFlight)
                .isEqualTo(true);
        assertThat(row(id)).containsEntry("status", "QUEUED").containsEntry("error_code", "OVERTAKEN");
        assertThat(deliveries.anyInFlight(List.of(id), NOW)).isTrue();
        assertThat(deliveries.anyInFlight(List.of(id), NOW.plusMillis(1))).isFalse();
        assertThat(deliveries.release(id, NOW.plusSeconds(1), null)).isFalse();
        assertThat(deliveries.claim(id, NOW.plusSeconds(1), NOW.plusSeconds(11)))
                .as("its sender has died, and nobody else may send it")
                .isEmpty();
    }

    @Test
    void whatIsStillGoingOutIsKnownUntilItsTryIsOver() {
        UUID id = queued("AI", "TEXT", NOW.plusMillis(1));
        assertThat(deliveries.overtakenInFlight(List.of(conversation), NOW)).isEmpty();

        overtake(true);

        assertThat(deliveries.overtakenInFlight(List.of(conversation), NOW)).containsExactly(id);
        assertThat(deliveries.overtakenInFlight(List.of(conversation), NOW.plusMillis(1)))
                .isEmpty();
    }

    @Test
    void aTextWhoseTryIsOverIsNotInFlight() {
        queued("AI", "TEXT", NOW);

        assertThat(overtake(false))
                .singleElement()
                .extracting(Overtaken::inFlight)
                .isEqualTo(false);
    }

    @Test
    void onlyWhatIsMeantInTheNamedConversationsIsOvertaken() {
        UUID ai = queued("AI", "TEXT", null);
        UUID decline = queued("SYSTEM", "DECLINE", null);
        UUID human = queued("HUMAN", "TEXT", null);
        UUID greeting = queued("SYSTEM", "GREETING", null);
        UUID elsewhere = rows.message(rows.conversation(Map.of()), Map.of());

        assertThat(overtake(false)).extracting(Overtaken::id).containsExactlyInAnyOrder(ai, decline);
        assertThat(overtake(true)).extracting(Overtaken::id).containsExactlyInAnyOrder(human, greeting);
        assertThat(row(elsewhere)).containsEntry("status", "QUEUED");
    }

    @Test
    void theConfirmationOfAStopIsNotOvertaken() {
        UUID notice = queued("SYSTEM", "OPT_OUT_NOTICE", null);

        assertThat(overtake(true)).isEmpty();
        assertThat(row(notice)).containsEntry("status", "QUEUED");
    }

    @Test
    void whatIsSentStaysSent() {
        UUID id = queued("AI", "TEXT", null);
        deliveries.settle(UUID.randomUUID(), id, Delivery.sent(null, NOW));

        assertThat(overtake(false)).isEmpty();
        assertThat(row(id)).containsEntry("status", "SENT");
    }

    @Test
    void whoClaimsATextThatIsBeingOvertakenGetsNothing() {
        UUID id = queued("AI", "TEXT", null);

        Optional<OutgoingText> claimed =
                race().loser(() -> overtake(false), () -> deliveries.claim(id, NOW, NOW.plusSeconds(10)));

        assertThat(claimed).isEmpty();
    }

    @Test
    void whoOvertakesATextThatIsBeingClaimedSeesItInFlight() {
        UUID id = queued("AI", "TEXT", null);

        List<Overtaken> overtaken =
                race().loser(() -> deliveries.claim(id, NOW, NOW.plusSeconds(10)), () -> overtake(false));

        assertThat(overtaken).singleElement().extracting(Overtaken::inFlight).isEqualTo(true);
    }

    private Race race() {
        return new Race(jdbc, transactionManager);
    }

    private List<Overtaken> overtake(boolean everything) {
        return deliveries.overtake(List.of(conversation), everything, "OVERTAKEN", NOW);
    }

    private UUID queued(String sender, String kind, Instant claimedUntil) {
        UUID id = rows.message(
                conversation, Map.of("sender", sender, "kind", kind, "position", position.incrementAndGet()));
        if (claimedUntil != null) {
            deliveries.claim(id, NOW, claimedUntil);
        }
        return id;
    }

    private Map<String, Object> row(UUID id) {
        return jdbc.sql("SELECT status, error_code FROM messages WHERE id = ?")
                .param(id)
                .query()
                .singleRow();
    }
}
