package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends queued texts that must not go out any more, and tells of it. */
@Service
class Overtaking {

    private final DeliveryRepository deliveries;
    private final EventOutbox outbox;
    private final Clock clock;

    Overtaking(DeliveryRepository deliveries, EventOutbox outbox, Clock clock) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Fails the queued texts of these senders in these conversations, for a reason, within the caller's transaction.
     *
     * @return the texts that are being sent right now; the caller awaits them after the commit ({@link InFlight})
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<UUID> overtake(List<UUID> conversations, List<Sender> senders, String code) {
        List<DeliveryRepository.Overtaken> overtaken =
                deliveries.overtake(conversations, senders, code, clock.instant());
        overtaken.stream()
                .filter(text -> !text.inFlight())
                .forEach(text -> outbox.tell(
                        OutgoingEvent.ofConversation(EventType.MESSAGE_FAILED, text.tenantId(), text.conversationId())
                                .with("messageId", text.id())
                                .with("errorCode", code)
                                .with("errorMessage", null)));
        return overtaken.stream()
                .filter(DeliveryRepository.Overtaken::inFlight)
                .map(DeliveryRepository.Overtaken::id)
                .toList();
    }
}
