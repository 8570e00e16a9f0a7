package com.nevermisscall.callservice.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.nevermisscall.callservice.integration.twilio.Sms;
import com.nevermisscall.callservice.integration.twilio.TwilioClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Which texts are tried: by a worker whose time has come, and by whoever holds a claim. */
class SmsDeliveryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID ID = UUID.randomUUID();

    /** When a claim ends that is a moment older than three seconds. */
    private static final Instant OLD = NOW.plusSeconds(7).minusNanos(1000);

    private final DeliveryRepository deliveries = mock();
    private final DeliveryLedger ledger = mock();
    private final TwilioClient twilio = mock();
    private final SmsDelivery delivery = new SmsDelivery(
            mock(),
            mock(),
            deliveries,
            ledger,
            mock(),
            twilio,
            mock(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new ConversationProperties(60, 30, 500, 5, 30, true, null));

    @Test
    void aTextWithinItsTimeIsTried() {
        when(deliveries.claim(ID, NOW, NOW.plusSeconds(10))).thenReturn(Optional.of(text(NOW.plusSeconds(10))));
        when(ledger.enter(any(), any())).thenReturn(Delivery.queued(NOW.plusSeconds(2)));

        assertThat(delivery.retry(ID.toString())).contains(NOW.plusSeconds(2));
        verify(twilio).send(any());
    }

    @Test
    void aTextWhoseTimeIsOverIsEndedAndNotSent() {
        unclaimed(new DeliveryRepository.Waiting(NOW, NOW));

        assertThat(delivery.retry(ID.toString())).isEmpty();
        verify(ledger).expire(ID);
        verifyNoInteractions(twilio);
    }

    @Test
    void aTextThatAnotherHoldsIsLookedAtAgainWhenItsClaimEnds() {
        unclaimed(new DeliveryRepository.Waiting(NOW.plusSeconds(7), NOW));

        assertThat(delivery.retry(ID.toString())).contains(NOW.plusSeconds(7));
        verifyNoInteractions(twilio);
    }

    @Test
    void aClaimThatIsThreeSecondsOldIsUsedAsItIs() {
        delivery.deliver(text(NOW.plusSeconds(7)));

        verify(twilio).send(any());
        verifyNoInteractions(deliveries);
    }

    @Test
    void anOlderClaimIsRenewedForTheTry() {
        OutgoingText renewed = text(NOW.plusSeconds(10));
        when(deliveries.renew(ID, OLD, NOW, NOW.plusSeconds(10))).thenReturn(Optional.of(renewed));
        when(ledger.enter(eq(renewed), any())).thenReturn(Delivery.sent("SM1", NOW));

        assertThat(delivery.deliver(text(OLD)).status()).isEqualTo(MessageStatus.SENT);
        verify(twilio).send(renewed.sms());
    }

    @Test
    void anOlderClaimThatCannotBeRenewedIsNotUsed() {
        when(deliveries.renew(any(), any(), any(), any())).thenReturn(Optional.empty());

        assertThat(delivery.deliver(text(OLD)).nextTry()).isEqualTo(OLD);
        verifyNoInteractions(twilio);
    }

    @Test
    void aClaimWhoseRenewalTookLongIsNotUsedEither() {
        when(deliveries.renew(any(), any(), any(), any())).thenReturn(Optional.of(text(OLD)));

        assertThat(delivery.deliver(text(OLD)).status()).isEqualTo(MessageStatus.QUEUED);
        verifyNoInteractions(twilio);
    }

    @Test
    void aTextStaysQueuedWhileTheDatabaseIsAway() {
        when(deliveries.renew(any(), any(), any(), any())).thenThrow(new DataAccessResourceFailureException("away"));

        assertThat(delivery.deliver(text(OLD)).status()).isEqualTo(MessageStatus.QUEUED);
        verifyNoInteractions(twilio);
    }

    private void unclaimed(DeliveryRepository.Waiting waiting) {
        when(deliveries.claim(eq(ID), any(), any())).thenReturn(Optional.empty());
        when(deliveries.waiting(ID, NOW)).thenReturn(Optional.of(waiting));
    }

    private static OutgoingText text(Instant claimedUntil) {
        Sms sms = new Sms(ID, UUID.randomUUID(), "+12125550101", "+13105550199", "Hi");
        return new OutgoingText(sms, UUID.randomUUID(), false, 2, claimedUntil);
    }
}
