package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.conversation.ConversationRepository.Glimpse;
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

    /**
     * Takes in a text.
     *
     * @param silenced gets the texts to this customer that are being sent although a STOP has ended them
     */
    InboundMessageResponse take(Glimpse named, InboundMessageRequest text, TenantProfile profile, List<UUID> silenced) {
        Optional<Keyword> keyword = Keyword.of(text.body());
        Conversation conversation = lock(named, keyword.isPresent());
        requirePhones(conversation, text);
        Optional<Message> before = messages.findByMessageSid(text.messageSid());
        if (before.isPresent()) {
            if (keyword.filter(Keyword.STOP::equals).isPresent()) {
                silenced.addAll(optOuts.stillGoingOut(conversation.tenantId(), conversation.customerPhone()));
            }
            return repeated(before.get(), conversation);
        }
        boolean optedOut = optOuts.contains(conversation.tenantId(), conversation.customerPhone());
        Optional<Keyword> meant = keyword.filter(word -> word != Keyword.YES || optedOut);
        Message stored = meant.isPresent()
                ? store(conversation, text, NextAnswer.NOBODY, meant.get() == Keyword.STOP)
                : message(conversation, text, profile, optedOut);
        meant.ifPresent(word -> silenced.addAll(keywordReplies.follow(word, conversation, profile, optedOut)));
        return InboundMessageResponse.from(stored);
    }

    /**
     * Locks the conversation that goes on with this customer: the one that was named, unless another is active by now.
     * What may open a conversation, or opt the customer out, waits for others that may, before it locks any row.
     */
    private Conversation lock(Glimpse named, boolean keyword) {
        if (keyword || named.getStatus() != ConversationStatus.ACTIVE) {
            conversations.lockCustomer(named.getTenantId(), named.getCustomerPhone());
        }
        Conversation conversation = conversations.lock(named.getId()).orElseThrow(ConversationFailures::notFound);
        if (conversation.isActive()) {
            return conversation;
        }
        return conversations
                .lockActive(conversation.tenantId(), conversation.businessPhone(), conversation.customerPhone())
                .orElse(conversation);
    }

    private static void requirePhones(Conversation conversation, InboundMessageRequest text) {
        if (text.from() != null && !text.from().equals(conversation.customerPhone())) {
            throw ApiException.invalid("from", "is not the customer's phone in this conversation");
        }
        if (text.to() != null && !text.to().equals(conversation.businessPhone())) {
            throw ApiException.invalid("to", "is not the business phone of this conversation");
        }
    }

    private InboundMessageResponse repeated(Message before, Conversation conversation) {
        Conversation its = conversations.findById(before.conversationId()).orElseThrow();
        boolean same = before.direction() == MessageDirection.INBOUND
                && its.tenantId().equals(conversation.tenantId())
                && its.customerPhone().equals(conversation.customerPhone())
                && its.businessPhone().equals(conversation.businessPhone());
        if (!same) {
            throw ApiException.invalid("messageSid", "belongs to another message");
        }
        return InboundMessageResponse.from(before);
    }

    private Message message(
            Conversation conversation, InboundMessageRequest text, TenantProfile profile, boolean optedOut) {
        properties.requireRoom(conversation);
        if (!conversation.isActive()) {
            end.reopen(conversation);
        }
        NextAnswer next = optedOut
                ? NextAnswer.NOBODY
                : conversation.receive(
                        text.body(), properties.takeoverDelay(profile.aiTakeoverDelaySeconds()), clock.instant());
        Message stored = store(conversation, text, next, false);
        leads.describeProblem(conversation.getId(), text.body());
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
            Conversation conversation, InboundMessageRequest text, NextAnswer next, boolean endsCountdown) {
        Instant now = clock.instant();
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
}
