package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.connection.EventOutbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A human takes a conversation over, by a reply or by a click, within the caller's transaction and under the
 * conversation's lock. Once that is answered the AI sends nothing more: its turn is stale, its queued texts are ended,
 * and the caller awaits those that are on the wire.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class HumanTakeover {

    private static final String OVERTAKEN = "OVERTAKEN_BY_HUMAN";

    private final Overtaking overtaking;
    private final Countdowns countdowns;
    private final EventOutbox outbox;
    private final ConversationMeters meters;
    private final Clock clock;

    HumanTakeover(
            Overtaking overtaking, Countdowns countdowns, EventOutbox outbox, ConversationMeters meters, Clock clock) {
        this.overtaking = overtaking;
        this.countdowns = countdowns;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /** By a click: the AI and the countdown end, a human is in charge. Returns the AI's texts on the wire. */
    public List<UUID> byClick(Conversation conversation, UUID userId) {
        countdowns.stopWith(conversation, () -> {
            if (conversation.takeOver(userId, clock.instant())) {
                outbox.tell(ConversationEvents.aiDeactivated(conversation, conversation.humanTakeoverAt(), userId));
                meters.takenOver(TakeoverCause.HUMAN);
            }
        });
        return overtaking.answers(conversation, OVERTAKEN);
    }

    /** By a reply, which answers the customer either way, in the AI's place; without taking over, the AI stays in charge. */
    List<UUID> byReply(Conversation conversation, boolean takesOver, UUID userId) {
        List<UUID> silenced = takesOver ? byClick(conversation, userId) : overtaking.answers(conversation, OVERTAKEN);
        countdowns.stopWith(conversation, conversation::answeredByHuman);
        return silenced;
    }
}
