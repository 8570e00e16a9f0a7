package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.support.Rows.BUSINESS;
import static com.nevermisscall.callservice.support.Rows.CUSTOMER;
import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.conversation.DeliveryRepository.Delayed;
import com.nevermisscall.callservice.conversation.DeliveryRepository.Settled;
import com.nevermisscall.callservice.conversation.DeliveryRepository.Waiting;
import com.nevermisscall.callservice.integration.twilio.Sms;
import com.nevermisscall.callservice.support.Race;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
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

/** The conditional updates that move an outbound text: one holder at a time, one end. */
@SqlTest
class DeliveryRepositoryIT {

    private static final Instant CLAIMED_UNTIL = NOW.plusSeconds(10);
    private static final Instant RETRY_UNTIL = NOW.plusSeconds(1800);

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
    void aClaimTellsAllThatASenderNeeds() {
        UUID id = queued(Map.of("attempts", 2));

        assertThat(claim(id, NOW))
                .contains(new OutgoingText(
                        new Sms(id, tenant, CUSTOMER, BUSINESS, "We will come at nine"),
                        conversation,
                        true,
                        3,
                        CLAIMED_UNTIL));
    }

    @Test
    void aClaimIsNobodyElsesUntilItEnds() {
        UUID id = queued(Map.of());
        claim(id, NOW);

        assertThat(claim(id, CLAIMED_UNTIL.minusMillis(1))).isEmpty();
        assertThat(deliveries.waiting(id, NOW)).contains(new Waiting(CLAIMED_UNTIL, RETRY_UNTIL));
        assertThat(claim(id, CLAIMED_UNTIL)).isPresent();
    }

    @Test
    void ofTwoWhoClaimAtOnceOneGetsIt() {
        UUID id = queued(Map.of());

        Optional<OutgoingText> loser = race().loser(() -> claim(id, NOW), () -> claim(id, NOW));

        assertThat(loser).isEmpty();
        assertThat(jdbc.sql("SELECT attempts FROM messages WHERE id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsNotQueuedCannotBeClaimed() {
        assertThat(claim(UUID.randomUUID(), NOW)).isEmpty();
        for (String status : List.of("SENT", "FAILED")) {
            UUID id = queued(Map.of("status", status));
            assertThat(claim(id, NOW)).isEmpty();
            assertThat(deliveries.waiting(id, NOW)).isEmpty();
        }
    }

    @Test
    void aTextThatWasOvertakenWhileItsSenderDiedIsNotClaimedAgain() {
        UUID id = queued(Map.of());
        claim(id, NOW);
        deliveries.overtake(List.of(conversation), false, "OVERTAKEN_BY_HUMAN", NOW.plusSeconds(1));

        assertThat(claim(id, CLAIMED_UNTIL.plusSeconds(1))).isEmpty();
        assertThat(deliveries.expire(tenant, id, "not tried in time"))
                .map(Settled::errorCode)
                .contains("OVERTAKEN_BY_HUMAN");
        assertThat(status(id)).isEqualTo("FAILED");
    }

    @Test
    void aTextWhoseTimeIsOverEndsForThatReason() {
        UUID id = queued(Map.of());

        assertThat(claim(id, RETRY_UNTIL)).isEmpty();
        assertThat(deliveries.expire(tenant, id, "timeout"))
                .map(Settled::errorCode)
                .contains("RETRY_WINDOW_EXCEEDED");
        assertThat(deliveries.expire(tenant, id, "timeout")).isEmpty();
    }

    @Test
    void aTextEndsOnce() {
        UUID id = queued(Map.of());

        assertThat(deliveries.settle(
                        tenant, id, Delivery.sent("SM" + id.toString().replace("-", ""), NOW)))
                .contains(new Settled(
                        tenant, conversation, Sender.AI, MessageKind.TEXT, "We will come at nine", null, null, NOW));
        assertThat(deliveries.settle(tenant, id, Delivery.failed("21211", "No such number")))
                .isEmpty();
        assertThat(deliveries.release(id, NOW, null)).isFalse();
        assertThat(status(id)).isEqualTo("SENT");
    }

    @Test
    void ofTwoWhoEndATextOneDoes() {
        UUID id = queued(Map.of());

        Optional<Settled> loser = race().loser(
                        () -> deliveries.settle(tenant, id, Delivery.sent(null, NOW)),
                        () -> deliveries.settle(tenant, id, Delivery.failed("21211", null)));

        assertThat(loser).isEmpty();
        assertThat(status(id)).isEqualTo("SENT");
    }

    @Test
    void aFailureIsKeptWithItsReason() {
        UUID id = queued(Map.of());
        deliveries.settle(tenant, id, Delivery.failed("21211", "No such number"));

        assertThat(jdbc.sql(
                                "SELECT status, error_code, error_message, sent_at, claimed_until FROM messages WHERE id = ?")
                        .param(id)
                        .query()
                        .singleRow())
                .containsEntry("status", "FAILED")
                .containsEntry("error_code", "21211")
                .containsEntry("error_message", "No such number")
                .containsEntry("sent_at", null)
                .containsEntry("claimed_until", null);
    }

    @Test
    void aTextIsGivenBackForALaterTryWithinItsTime() {
        UUID id = queued(Map.of());
        claim(id, NOW);

        assertThat(deliveries.release(id, RETRY_UNTIL, null)).isTrue();
        assertThat(deliveries.waiting(id, NOW)).contains(new Waiting(NOW, RETRY_UNTIL));
        assertThat(claim(id, NOW)).isPresent();
        assertThat(deliveries.release(id, RETRY_UNTIL.plusMillis(1), null)).isFalse();
    }

    @Test
    void whatIsGivenBackWaitsAndNotBeforeTheTimeThatWasSaidLast() {
        UUID claimed = queued(Map.of());
        claim(claimed, NOW);
        UUID sent = queued(Map.of("position", 2));
        deliveries.settle(tenant, sent, Delivery.sent(null, NOW));
        UUID toldNothing = givenBack(3, null);
        UUID told = givenBack(4, NOW.plusSeconds(7));

        assertThat(delayed()).containsExactly(new Delayed(toldNothing, null), new Delayed(told, NOW.plusSeconds(7)));
        claim(told, NOW);
        deliveries.release(told, NOW, null);
        assertThat(delayed()).as("said once").contains(new Delayed(told, NOW.plusSeconds(7)));
        claim(told, NOW);
        deliveries.release(told, NOW, NOW.plusSeconds(9));
        assertThat(delayed()).as("said again").contains(new Delayed(told, NOW.plusSeconds(9)));
    }

    /** A text at this place of the conversation, given back after a try. */
    private UUID givenBack(int position, Instant notBefore) {
        UUID id = queued(Map.of("position", position, "created_at", NOW.plusSeconds(position)));
        claim(id, NOW);
        assertThat(deliveries.release(id, NOW, notBefore)).isTrue();
        return id;
    }

    private List<Delayed> delayed() {
        List<UUID> ofThisTest = jdbc.sql("SELECT id FROM messages WHERE conversation_id = ?")
                .param(conversation)
                .query(UUID.class)
                .list();
        return deliveries.delayed(10_000).stream()
                .filter(text -> ofThisTest.contains(text.id()))
                .toList();
    }

    private Race race() {
        return new Race(jdbc, transactionManager);
    }

    private Optional<OutgoingText> claim(UUID id, Instant now) {
        return deliveries.claim(id, now, CLAIMED_UNTIL);
    }

    private UUID queued(Map<String, Object> otherwise) {
        int position = jdbc.sql("SELECT count(*) + 1 FROM messages WHERE conversation_id = ?")
                .param(conversation)
                .query(Integer.class)
                .single();
        Map<String, Object> row = new HashMap<>(Map.of("tenant_id", tenant, "position", position));
        row.putAll(otherwise);
        return rows.message(conversation, row);
    }

    private String status(UUID id) {
        return jdbc.sql("SELECT status FROM messages WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
