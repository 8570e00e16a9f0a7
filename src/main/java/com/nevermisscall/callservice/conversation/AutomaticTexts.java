package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.connection.EventOutbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps two robots from texting each other for ever: what the service says by itself (AI, greeting, decline, help) is
 * limited to {@code MAX_AUTOMATIC_TEXTS} in ten minutes, unless a human replies in between. The confirmation of a STOP
 * does not count, because the carriers demand it, and it ends every loop anyway. A text that failed does count: it may
 * have gone out.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class AutomaticTexts {

    static final Duration WINDOW = Duration.ofMinutes(10);

    private final MessageRepository messages;
    private final EventOutbox outbox;
    private final Clock clock;
    private final int limit;

    AutomaticTexts(MessageRepository messages, EventOutbox outbox, Clock clock, ConversationProperties properties) {
        this.messages = messages;
        this.outbox = outbox;
        this.clock = clock;
        this.limit = properties.maxAutomaticTexts();
    }

    /**
     * Whether the service may text this customer by itself once more. If not, the AI is no more in charge and a human is
     * called for, who is told once, until the service may text again. The caller holds the conversation's lock.
     */
    public boolean allowOneMore(Conversation conversation) {
        Instant now = clock.instant();
        List<Sender> latest = messages.latestSendersToCustomer(
                conversation.tenantId(),
                conversation.businessPhone(),
                conversation.customerPhone(),
                now.minus(WINDOW),
                Limit.of(limit));
        boolean allowed = latest.size() < limit || latest.contains(Sender.HUMAN);
        boolean news = conversation.limitAutomaticTexts(!allowed);
        if (!allowed && conversation.aiActive()) {
            conversation.silenceAi();
            outbox.tell(ConversationEvents.aiDeactivated(conversation, now, null));
        }
        if (news) {
            outbox.tell(ConversationEvents.attentionNeeded(conversation, "automatic_texts_limit"));
        }
        return allowed;
    }
}
