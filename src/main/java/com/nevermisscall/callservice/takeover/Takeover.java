package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.Conversation;
import com.nevermisscall.callservice.conversation.ConversationMeters;
import com.nevermisscall.callservice.conversation.Conversations;
import com.nevermisscall.callservice.conversation.Countdowns;
import com.nevermisscall.callservice.conversation.HumanTakeover;
import com.nevermisscall.callservice.conversation.OptOuts;
import com.nevermisscall.callservice.conversation.TakeoverCause;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.security.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A human takes a conversation over from the AI by a click, or hands it back. */
@Service
class Takeover {

    private final Conversations conversations;
    private final HumanTakeover humanTakeover;
    private final Countdowns countdowns;
    private final Countdown countdown;
    private final OptOuts optOuts;
    private final EventOutbox outbox;
    private final ConversationMeters meters;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Takeover(
            Conversations conversations,
            HumanTakeover humanTakeover,
            Countdowns countdowns,
            Countdown countdown,
            OptOuts optOuts,
            EventOutbox outbox,
            ConversationMeters meters,
            Clock clock,
            PlatformTransactionManager transactionManager) {
        this.conversations = conversations;
        this.humanTakeover = humanTakeover;
        this.countdowns = countdowns;
        this.countdown = countdown;
        this.optOuts = optOuts;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /** A human takes over; returns when no AI text is on the wire any more. */
    TakeoverResponse deactivateAi(UUID conversationId, CurrentUser user) {
        List<UUID> silenced = new ArrayList<>();
        TakeoverResponse response = transaction.execute(status -> {
            Conversation conversation = conversations.lockActive(user.tenantId(), conversationId);
            silenced.addAll(humanTakeover.byClick(conversation, user.userId()));
            return TakeoverResponse.from(conversation, conversation.humanTakeoverAt(), conversation.humanTakeoverBy());
        });
        conversations.awaitSilence(silenced);
        return response;
    }

    /** The AI takes over at once and answers what is unanswered; when it is in charge already nothing changes. */
    TakeoverResponse activateAi(UUID conversationId, CurrentUser user) {
        return transaction.execute(status -> {
            Conversation conversation = conversations.lockActive(user.tenantId(), conversationId);
            if (optOuts.contains(conversation.tenantId(), conversation.customerPhone())) {
                throw OptOuts.refused();
            }
            if (!conversation.aiActive()) {
                hand(conversation);
            }
            return TakeoverResponse.from(conversation, conversation.aiTakeoverAt(), user.userId());
        });
    }

    private void hand(Conversation conversation) {
        Instant now = clock.instant();
        countdowns.stopWith(conversation, () -> {
            if (conversation.handToAi(now)) {
                countdown.startTurn(conversation.tenantId(), new TurnId(conversation.getId(), conversation.turn()));
            }
        });
        outbox.tell(Countdown.activated(conversation, now, "handed_back"));
        meters.takenOver(TakeoverCause.HAND_OVER);
    }
}
