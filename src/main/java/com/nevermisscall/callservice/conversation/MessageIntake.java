package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.lead.LeadService;
import com.nevermisscall.callservice.web.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Stores one customer's text and decides who is to answer it, within the caller's transaction. */
@Service
class MessageIntake {

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final LeadService leads;
    private final OptOuts optOuts;
    private final KeywordReplies keywordReplies;
    private final ConversationEnd end;
    private final EventOutbox outbox;
    private final ApplicationEventPublisher publisher;
    private final ConversationProperties properties;
    private final Clock clock;

    MessageIntake(
            ConversationRepository conversations,
            MessageRepository messages,
            LeadService leads,
            OptOuts optOuts,
            KeywordReplies keywordReplies,
            ConversationEnd end,
            EventOutbox outbox,
            ApplicationEventPublisher publisher,
            ConversationProperties properties,
            Clock clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.leads = leads;
        this.optOuts = optOuts;
        this.keywordReplies = keywordReplies;
        this.end = end;
        this.outbox = outbox;
        this.publisher = publisher;
        this.properties = properties;
        this.clock = clock;
    }

    /** Takes in a text, or finds what the same text has led to before. */
    Taken take(LockedConversation locked, InboundMessageRequest text, TenantProfile profile) {
        Conversation conversation = locked.conversation();
        requirePhones(conversation, text);
        Optional<Keyword> keyword = Keyword.of(text.body());
        if (locked.repeated()) {
            return repeated(text, keyword, conversation);
        }
        Optional<Keyword> meant = keyword.filter(word -> word != Keyword.YES || locked.optedOut());
        if (meant.isEmpty()) {
            return new Taken(message(locked, text, profile), List.of());
        }
        boolean stop = meant.get() == Keyword.STOP;
        Message stored = store(conversation, text, NextAnswer.NOBODY, stop, clock.instant());
        List<UUID> silenced = keywordReplies.follow(meant.get(), conversation, profile, locked.optedOut());
        return new Taken(stored, silenced);
    }

    private static void requirePhones(Conversation conversation, InboundMessageRequest text) {
        if (text.from() != null && !text.from().equals(conversation.customerPhone())) {
            throw ApiException.invalid("from", "is not the customer's phone in this conversation");
        }
        if (text.to() != null && !text.to().equals(conversation.businessPhone())) {
            throw ApiException.invalid("to", "is not the business phone of this conversation");
        }
    }

    private Taken repeated(InboundMessageRequest text, Optional<Keyword> keyword, Conversation conversation) {
        Message before = messages.findByMessageSid(text.messageSid()).orElseThrow();
        Conversation its = conversations.findById(before.conversationId()).orElseThrow();
        boolean same = before.direction() == MessageDirection.INBOUND
                && its.tenantId().equals(conversation.tenantId())
                && its.customerPhone().equals(conversation.customerPhone())
                && its.businessPhone().equals(conversation.businessPhone());
        if (!same) {
            throw ApiException.invalid("messageSid", "belongs to another message");
        }
        boolean stop = keyword.filter(Keyword.STOP::equals).isPresent();
        return new Taken(
                before,
                stop ? optOuts.stillGoingOut(conversation.tenantId(), conversation.customerPhone()) : List.of());
    }

    private Message message(LockedConversation locked, InboundMessageRequest text, TenantProfile profile) {
        Conversation conversation = locked.conversation();
        properties.requireRoom(conversation);
        if (!conversation.isActive()) {
            end.reopen(conversation);
        }
        Instant now = clock.instant();
        NextAnswer next = locked.optedOut()
                ? NextAnswer.NOBODY
                : conversation.receive(text.body(), properties.takeoverDelay(profile.aiTakeoverDelaySeconds()), now);
        Message stored = store(conversation, text, next, false, now);
        if (locked.undescribed()) {
            leads.describeProblem(conversation.tenantId(), conversation.getId(), text.body());
        }
        publisher.publishEvent(
                new CustomerTexted(conversation.tenantId(), conversation.getId(), stored.getId(), text.body()));
        if (next == NextAnswer.COUNTDOWN_STARTED) {
            publisher.publishEvent(new CountdownStarted(
                    conversation.tenantId(),
                    conversation.getId(),
                    conversation.countdownTurn(),
                    conversation.aiTakeoverAt()));
        } else if (next == NextAnswer.AI) {
            publisher.publishEvent(
                    new AnswerWanted(conversation.tenantId(), conversation.getId(), conversation.turn()));
        }
        return stored;
    }

    /** Stores a text and tells of it; one that ends the countdown leaves no window to answer it in. */
    private Message store(
            Conversation conversation,
            InboundMessageRequest text,
            NextAnswer next,
            boolean endsCountdown,
            Instant now) {
        if (next == NextAnswer.NOBODY) {
            conversation.append(text.body(), now);
        }
        boolean byAi = next == NextAnswer.AI;
        Integer window = endsCountdown ? null : conversation.secondsUntilAi(now);
        Message message = messages.save(
                Message.inbound(Ids.next(), conversation, text.messageSid(), text.body(), byAi, window, now));
        outbox.tell(
                OutgoingEvent.ofConversation(EventType.MESSAGE_RECEIVED, conversation.tenantId(), conversation.getId())
                        .with("messageId", message.getId())
                        .with("customerPhone", conversation.customerPhone())
                        .with("body", message.body())
                        .with("aiActive", conversation.aiActive())
                        .with("humanActive", conversation.humanActive())
                        .with("aiResponsePending", byAi)
                        .with("humanResponseWindow", window));
        return message;
    }

    /**
     * A stored text, and the texts to this customer that are being sent although it has ended them.
     *
     * @param silenced what the caller awaits after the commit ({@link InFlight})
     */
    record Taken(InboundMessageResponse response, List<UUID> silenced) {

        private Taken(Message stored, List<UUID> silenced) {
            this(InboundMessageResponse.from(stored), silenced);
        }
    }
}
