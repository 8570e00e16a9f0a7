package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.conversation.DeliveryRepository.Overtaken;
import com.nevermisscall.callservice.conversation.DeliveryRepository.Waiting;
import com.nevermisscall.callservice.support.Race;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Whoever holds a text may hold it for longer, but never two at once, and never one that was overtaken. */
@SqlTest
class RenewedClaimIT {

    private static final Instant CLAIMED_UNTIL = NOW.plusSeconds(10);
    private static final Instant LAST_MOMENT = CLAIMED_UNTIL.minusNanos(1000);
    private static final Instant RENEWED_UNTIL = LAST_MOMENT.plusSeconds(10);

    private final UUID tenant = UUID.randomUUID();
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
        conversation = rows.conversation(Map.of("tenant_id", tenant));
    }

    @Test
    void aClaimIsRenewedUntilItEndsAndForTheSameTry() {
        UUID id = queued(Map.of("attempts", 2));
        OutgoingText held = claim(id, NOW, CLAIMED_UNTIL).orElseThrow();

        assertThat(renew(id, LAST_MOMENT)).contains(new OutgoingText(held.sms(), conversation, true, 3, RENEWED_UNTIL));
        assertThat(claim(id, RENEWED_UNTIL.minusNanos(1000), NOW.plusSeconds(60)))
                .isEmpty();
        assertThat(claim(id, RENEWED_UNTIL, NOW.plusSeconds(60)))
                .map(OutgoingText::attempt)
                .contains(4);
    }

    @Test
    void aClaimThatHasEndedIsNotRenewed() {
        UUID id = claimed();

        assertThat(renew(id, CLAIMED_UNTIL)).isEmpty();
        assertThat(deliveries.waiting(id, NOW)).map(Waiting::freeAt).contains(CLAIMED_UNTIL);
    }

    @Test
    void theClaimOfAnotherIsNotRenewed() {
        UUID id = queued(Map.of());
        assertThat(renew(id, NOW)).as("nobody's").isEmpty();
        claim(id, NOW, CLAIMED_UNTIL.plusNanos(1000));

        assertThat(renew(id, NOW)).isEmpty();
    }

    @Test
    void aTextThatHasEndedOrWhoseTimeIsOverIsHeldNoLonger() {
        UUID sent = claimed();
        deliveries.settle(tenant, sent, Delivery.sent(null, NOW));
        jdbc.sql("UPDATE messages SET claimed_until = ? WHERE id = ?")
                .params(Timestamp.from(CLAIMED_UNTIL), sent)
                .update();
        UUID late = queued(Map.of("position", 2, "retry_until", LAST_MOMENT));
        claim(late, NOW, CLAIMED_UNTIL);

        assertThat(renew(sent, NOW)).isEmpty();
        assertThat(renew(late, LAST_MOMENT)).isEmpty();
    }

    @Test
    void whoRenewsWhatAnotherIsClaimingGetsNothing() {
        UUID id = claimed();

        Optional<OutgoingText> renewed =
                race().loser(() -> claim(id, CLAIMED_UNTIL, NOW.plusSeconds(20)), () -> renew(id, LAST_MOMENT));

        assertThat(renewed).isEmpty();
    }

    @Test
    void whoClaimsWhatItsHolderIsRenewingGetsNothing() {
        UUID id = claimed();

        Optional<OutgoingText> claimed =
                race().loser(() -> renew(id, LAST_MOMENT), () -> claim(id, CLAIMED_UNTIL, NOW.plusSeconds(20)));

        assertThat(claimed).isEmpty();
    }

    @Test
    void whoRenewsWhatIsBeingOvertakenGetsNothingThoughItsClockIsBehind() {
        UUID id = claimed();

        Optional<OutgoingText> renewed =
                race().loser(() -> overtake(NOW.plusSeconds(5)), () -> renew(id, NOW.plusSeconds(4)));

        assertThat(renewed).isEmpty();
    }

    @Test
    void whoOvertakesWhatItsHolderIsRenewingSeesItInFlight() {
        UUID id = claimed();

        List<Overtaken> overtaken = race().loser(() -> renew(id, LAST_MOMENT), () -> overtake(CLAIMED_UNTIL));

        assertThat(overtaken).singleElement().extracting(Overtaken::inFlight).isEqualTo(true);
        assertThat(deliveries.anyInFlight(List.of(id), LAST_MOMENT.plusSeconds(9)))
                .isTrue();
    }

    private Race race() {
        return new Race(jdbc, transactionManager);
    }

    private UUID claimed() {
        UUID id = queued(Map.of());
        assertThat(claim(id, NOW, CLAIMED_UNTIL)).isPresent();
        return id;
    }

    private UUID queued(Map<String, Object> otherwise) {
        Map<String, Object> row = new HashMap<>(Map.of("tenant_id", tenant));
        row.putAll(otherwise);
        return rows.message(conversation, row);
    }

    private Optional<OutgoingText> claim(UUID id, Instant now, Instant until) {
        return deliveries.claim(id, now, until);
    }

    private Optional<OutgoingText> renew(UUID id, Instant now) {
        return deliveries.renew(id, CLAIMED_UNTIL, now, RENEWED_UNTIL);
    }

    private List<Overtaken> overtake(Instant now) {
        return deliveries.overtake(List.of(conversation), false, "OVERTAKEN", now);
    }
}
