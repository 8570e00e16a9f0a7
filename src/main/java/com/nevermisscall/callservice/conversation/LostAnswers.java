package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.connection.EventOutbox;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows when a text that was to answer a customer never goes out: the customer waits again, unless somebody has
 * answered since or the customer wants no texts. Within the caller's transaction and under the conversation's lock.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class LostAnswers {

    private final DeliveryRepository deliveries;
    private final OptOutRepository optOuts;
    private final EventOutbox outbox;
    private final Clock clock;

    LostAnswers(DeliveryRepository deliveries, OptOutRepository optOuts, EventOutbox outbox, Clock clock) {
        this.deliveries = deliveries;
        this.optOuts = optOuts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** An answer was ended by a human who takes over; says nothing to anybody, for the human is there. */
    boolean note(Conversation conversation, UUID messageId) {
        return !optOuts.contains(conversation.tenantId(), conversation.customerPhone())
                && !deliveries.answeredSince(messageId)
                && conversation.answerLost(clock.instant());
    }

    /** An answer could not be delivered: the AI, if it was in charge, is no more, and a human is called for. */
    void callForHuman(Conversation conversation, UUID messageId) {
        if (!note(conversation, messageId)) {
            return;
        }
        Instant now = clock.instant();
        if (conversation.aiActive()) {
            conversation.silenceAi();
            outbox.tell(ConversationEvents.aiDeactivated(conversation, now, null));
        }
        outbox.tell(ConversationEvents.attentionNeeded(conversation, "answer_not_delivered"));
    }
}
