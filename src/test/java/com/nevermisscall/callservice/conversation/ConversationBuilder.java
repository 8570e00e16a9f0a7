package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.config.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Conversations for tests, brought into a state by what brings them there in life. */
final class ConversationBuilder {

    static final Instant OPENED = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant TEXTED = OPENED.plusSeconds(60);
    static final Instant NOW = OPENED.plusSeconds(3600);
    static final Duration DELAY = Duration.ofSeconds(60);
    static final UUID ANN = UUID.fromString("00000000-0000-0000-0000-00000000000a");

    private UUID tenantId = UUID.randomUUID();
    private String businessPhone = "+13105550199";
    private String customerPhone = "+12125550101";

    private ConversationBuilder() {}

    static ConversationBuilder aConversation() {
        return new ConversationBuilder();
    }

    ConversationBuilder of(UUID tenant) {
        tenantId = tenant;
        return this;
    }

    ConversationBuilder from(String customer) {
        customerPhone = customer;
        return this;
    }

    ConversationBuilder to(String business) {
        businessPhone = business;
        return this;
    }

    /** Just opened: the customer owes the next text. */
    Conversation waitingForCustomer() {
        return new Conversation(Ids.next(), tenantId, businessPhone, customerPhone, null, OPENED);
    }

    /** A text is unanswered and the countdown runs. */
    Conversation waitingForHuman() {
        Conversation conversation = waitingForCustomer();
        conversation.receive("The sink leaks", DELAY, TEXTED);
        return conversation;
    }

    /** A text is unanswered and the AI has failed: no countdown runs. */
    Conversation waitingWithoutCountdown() {
        Conversation conversation = aiActive();
        conversation.silenceAi();
        return conversation;
    }

    /** The countdown has run out; the AI owes the answer. */
    Conversation aiActive() {
        Conversation conversation = waitingForHuman();
        conversation.countdownElapsed(conversation.countdownTurn(), TEXTED.plus(DELAY));
        return conversation;
    }

    /** The AI is in charge and has answered. */
    Conversation answeredByAi() {
        Conversation conversation = aiActive();
        conversation.answeredByAi();
        return conversation;
    }

    /** {@link #ANN} has taken over and has not answered yet. */
    Conversation humanActive() {
        Conversation conversation = waitingForHuman();
        conversation.takeOver(ANN, TEXTED);
        return conversation;
    }

    Conversation completed() {
        Conversation conversation = waitingForHuman();
        conversation.complete(Outcome.RESOLVED);
        return conversation;
    }

    Conversation abandoned() {
        Conversation conversation = waitingForCustomer();
        conversation.abandonIfSilentSince(OPENED.plusSeconds(1));
        return conversation;
    }
}
