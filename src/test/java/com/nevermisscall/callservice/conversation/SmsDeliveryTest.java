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

/** Which texts a worker tries whose time has come. */
class SmsDeliveryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID ID = UUID.randomUUID();

    private final DeliveryRepository deliveries = mock();
    private final DeliveryLedger ledger = mock();
    private final TwilioClient twilio = mock();
    private final SmsDelivery delivery = new SmsDelivery(
            mock(),
            deliveries,
            ledger,
            twilio,
            mock(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new ConversationProperties(60, 30, 500, 30, true, null));

    @Test
    void aTextWithinItsTimeIsTried() {
        claimed(NOW.plusSeconds(1));
        when(ledger.enter(any(), any())).thenReturn(Delivery.queued(NOW.plusSeconds(2)));

        assertThat(delivery.retry(ID.toString())).contains(NOW.plusSeconds(2));
        verify(twilio).send(any());
    }

    @Test
    void aTextThatWasOvertakenWhileItsSenderDiedIsNotSent() {
        OutgoingText text = claimed(NOW);
        when(ledger.expire(text)).thenReturn(Delivery.failed("RETRY_WINDOW_EXCEEDED", null));

        assertThat(delivery.retry(ID.toString())).isEmpty();
        verify(ledger).expire(text);
        verifyNoInteractions(twilio);
    }

    @Test
    void aTextThatAnotherHoldsIsLookedAtAgainWhenItsClaimEnds() {
        when(deliveries.claim(eq(ID), any(), any())).thenReturn(Optional.empty());
        when(deliveries.claimedUntil(ID)).thenReturn(Optional.of(NOW.plusSeconds(7)));

        assertThat(delivery.retry(ID.toString())).contains(NOW.plusSeconds(7));
        verifyNoInteractions(twilio);
    }

    @Test
    void aClaimWhoseHolderWasStoppedForAWhileIsNotUsed() {
        Instant claimedUntil = NOW.plusSeconds(6);
        Delivery stands = delivery.deliver(text(claimedUntil, NOW.plusSeconds(60)));

        assertThat(stands.nextTry()).isEqualTo(claimedUntil);
        verifyNoInteractions(twilio);
    }

    private OutgoingText claimed(Instant retryUntil) {
        OutgoingText text = text(NOW.plusSeconds(10), retryUntil);
        when(deliveries.claim(ID, NOW, NOW.plusSeconds(10))).thenReturn(Optional.of(text));
        return text;
    }

    private static OutgoingText text(Instant claimedUntil, Instant retryUntil) {
        Sms sms = new Sms(ID, UUID.randomUUID(), "+12125550101", "+13105550199", "Hi");
        return new OutgoingText(sms, UUID.randomUUID(), 2, claimedUntil, retryUntil);
    }
}
