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
    private final LostAnswers lostAnswers;
    private final EventOutbox outbox;
    private final TextMeters meters;
    private final Clock clock;

    Overtaking(
            DeliveryRepository deliveries,
            LostAnswers lostAnswers,
            EventOutbox outbox,
            TextMeters meters,
            Clock clock) {
        this.deliveries = deliveries;
        this.lostAnswers = lostAnswers;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * A human answers, or the conversation is over: what was to answer the customer without a human is ended.
     *
     * @return the texts that are being sent right now; the caller awaits them after the commit ({@link InFlight})
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<UUID> answers(Conversation conversation, String reason) {
        List<DeliveryRepository.Overtaken> overtaken =
                deliveries.overtake(List.of(conversation.getId()), false, reason, clock.instant());
        overtaken.stream().filter(text -> !text.inFlight()).forEach(text -> lostAnswers.note(conversation, text.id()));
        return told(overtaken, reason);
    }

    /**
     * The customer wants no more texts: all that are queued are ended, but the notice of that.
     *
     * @return as {@link #answers}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<UUID> everything(List<UUID> conversations, String reason) {
        return told(deliveries.overtake(conversations, true, reason, clock.instant()), reason);
    }

    /** The ended texts of these conversations that are being sent right now. */
    List<UUID> stillGoingOut(List<UUID> conversations) {
        return deliveries.overtakenInFlight(conversations, clock.instant());
    }

    private List<UUID> told(List<DeliveryRepository.Overtaken> overtaken, String reason) {
        overtaken.stream().filter(text -> !text.inFlight()).forEach(text -> {
            outbox.tell(OutgoingEvent.ofConversation(EventType.MESSAGE_FAILED, text.tenantId(), text.conversationId())
                    .with("messageId", text.id())
                    .with("errorCode", reason)
                    .with("errorMessage", null));
            meters.failed(text.sender(), reason);
        });
        return overtaken.stream()
                .filter(DeliveryRepository.Overtaken::inFlight)
                .map(DeliveryRepository.Overtaken::id)
                .toList();
    }
}
