package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.config.StoredEntity;
import com.nevermisscall.callservice.encryption.PersonalPhone;
import com.nevermisscall.callservice.encryption.PersonalText;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The SMS thread with one customer. Every change is made under the row's lock. Who answers in it, and until when, is
 * {@link Answering}.
 */
@Entity
@Table(name = "conversations")
public class Conversation extends StoredEntity {

    private static final int PREVIEW = 320;

    private UUID tenantId;
    private String businessPhone;
    private PersonalPhone customerPhone;
    private UUID callId;

    @Enumerated(EnumType.STRING)
    private ConversationStatus status;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    @Embedded
    private Answering answering;

    private PersonalText lastMessage;
    private Instant lastMessageAt;
    private Instant lastActivityAt;
    private int messageCount;
    private boolean appointmentScheduled;
    private boolean areaDeclined;
    private boolean automaticTextsLimited;
    private Instant createdAt;

    protected Conversation() {}

    /** A new conversation in which nobody has written yet; {@code callId} is null when a text opens it. */
    Conversation(UUID id, UUID tenantId, String businessPhone, String customerPhone, UUID callId, Instant now) {
        super(id);
        this.tenantId = tenantId;
        this.businessPhone = businessPhone;
        this.customerPhone = PersonalPhone.of(tenantId, customerPhone);
        this.callId = callId;
        this.status = ConversationStatus.ACTIVE;
        this.answering = new Answering();
        this.lastActivityAt = now;
        this.createdAt = now;
    }

    /**
     * Takes in a customer's text and says who is to answer it. A conversation that was over goes on with nobody active.
     * A countdown runs from the first text that nobody answered; further ones do not push it back.
     */
    NextAnswer receive(String text, Duration delay, Instant now) {
        if (!isActive()) {
            reopen(now);
        }
        append(text, now);
        return answering.receive(delay, now);
    }

    /** Counts a message of any sender and shows it in lists; its position is the new count. */
    int append(String text, Instant now) {
        String preview = text.length() <= PREVIEW ? text : text.substring(0, PREVIEW);
        if (Character.isHighSurrogate(preview.charAt(preview.length() - 1))) {
            preview = preview.substring(0, preview.length() - 1);
        }
        lastMessage = PersonalText.of(tenantId, preview);
        lastMessageAt = now;
        lastActivityAt = now;
        return ++messageCount;
    }

    /** Another call of this customer: the conversation stays alive. */
    void touch(Instant now) {
        lastActivityAt = now;
    }

    /** A human takes over, for good: the countdown ends, the AI falls silent. Says whether that changed who is in charge. */
    public boolean takeOver(UUID userId, Instant now) {
        requireActive();
        touch(now);
        return answering.takeOver(userId, now);
    }

    /** A human has answered: nothing is unanswered, and an answer in the making is stale. */
    void answeredByHuman() {
        answering.answeredByHuman();
    }

    /** What was to answer the customer never went out: the customer waits again. Says whether that is news. */
    boolean answerLost(Instant now) {
        return isActive() && answering.answerLost(now);
    }

    /** Hands the conversation to the AI at once, and says whether a text waits for its answer. */
    public boolean handToAi(Instant now) {
        requireActive();
        touch(now);
        return answering.handToAi(now);
    }

    private void requireActive() {
        if (!isActive()) {
            throw new IllegalStateException("Nobody is in charge of a conversation that is over");
        }
    }

    /** Whether the countdown that began with a turn still runs. */
    public boolean countsDown(long countdown) {
        return answering.countsDown(countdown);
    }

    /** The countdown that began with a turn has run out; says whether the AI's turn has come, or it was too late. */
    public boolean countdownElapsed(long countdown, Instant now) {
        return answering.countdownElapsed(countdown, now);
    }

    /** Whether the AI is still to answer what it was asked in that turn. */
    public boolean awaitsAi(long askedTurn) {
        return isActive() && answering.awaitsAi(askedTurn);
    }

    /** The AI has answered (or the service in its place). */
    public void answeredByAi() {
        answering.answered();
    }

    /** The AI is no more in charge, and nobody is: what is unanswered waits for a human. */
    public void silenceAi() {
        answering.silenceAi();
    }

    /** The customer wants no more texts: nobody owes an answer and the AI is silent. */
    void optedOut() {
        answering.silenceAi();
        answering.answered();
    }

    /** Ends the conversation; a null outcome leaves what is known. */
    void complete(Outcome result) {
        end(ConversationStatus.COMPLETED);
        outcome = result == null ? outcome : result;
    }

    /** Gives up on a customer who owes the answer; says whether it was so. */
    boolean abandonIfSilentSince(Instant limit) {
        if (!isActive() || answering.isOwed() || !lastActivityAt.isBefore(limit)) {
            return false;
        }
        end(ConversationStatus.ABANDONED);
        outcome = Outcome.ABANDONED;
        return true;
    }

    private void end(ConversationStatus how) {
        answering.end();
        status = how;
    }

    /** Goes on with a conversation that was over, with nobody active. */
    void reopen(Instant now) {
        status = ConversationStatus.ACTIVE;
        outcome = null;
        answering.beginAnew();
        touch(now);
    }

    /** The customer has agreed to an appointment. */
    public void appointmentScheduled() {
        appointmentScheduled = true;
    }

    /** The customer was told that the address is outside the service area; said once. */
    public void declineArea() {
        areaDeclined = true;
    }

    /** Notes whether the service must not text by itself for now; says whether it is news that it must not. */
    boolean limitAutomaticTexts(boolean limited) {
        boolean news = limited && !automaticTextsLimited;
        automaticTextsLimited = limited;
        return news;
    }

    /** Seconds until the AI may answer, rounded up, or null when no countdown runs. */
    Integer secondsUntilAi(Instant now) {
        return answering.secondsUntilAi(now);
    }

    ConversationState state() {
        return switch (status) {
            case COMPLETED -> ConversationState.COMPLETED;
            case ABANDONED -> ConversationState.ABANDONED;
            case ACTIVE -> answering.state();
        };
    }

    /** Whether the conversation goes on. */
    public boolean isActive() {
        return status == ConversationStatus.ACTIVE;
    }

    /** Whether the AI is in charge. */
    public boolean aiActive() {
        return answering.by() == Responder.AI;
    }

    /** Whether a human is in charge. */
    public boolean humanActive() {
        return answering.by() == Responder.HUMAN;
    }

    /** Whose customer it is about. */
    public UUID tenantId() {
        return tenantId;
    }

    /** The business's phone, E.164. */
    public String businessPhone() {
        return businessPhone;
    }

    /** The customer's phone, E.164. */
    public String customerPhone() {
        return PersonalPhone.read(tenantId, customerPhone);
    }

    UUID callId() {
        return callId;
    }

    ConversationStatus status() {
        return status;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Grows with everything that makes an answer in the making stale. */
    public long turn() {
        return answering.turn();
    }

    /** The turn that the running countdown began with, or null when none runs. */
    public Long countdownTurn() {
        return answering.countdownTurn();
    }

    /** When the AI takes over (a countdown runs) or took over (the AI is in charge), else null. */
    public Instant aiTakeoverAt() {
        return answering.aiTakeoverAt();
    }

    /** When a human took over, or null. */
    public Instant humanTakeoverAt() {
        return answering.humanTakeoverAt();
    }

    /** The user who took over, or null. */
    public UUID humanTakeoverBy() {
        return answering.humanTakeoverBy();
    }

    String lastMessage() {
        return PersonalText.read(tenantId, lastMessage);
    }

    Instant lastMessageAt() {
        return lastMessageAt;
    }

    /** How many messages it holds, of all senders. */
    public int messageCount() {
        return messageCount;
    }

    boolean isAppointmentScheduled() {
        return appointmentScheduled;
    }

    /** Whether the customer was told that the address is outside the service area. */
    public boolean areaDeclined() {
        return areaDeclined;
    }

    /** When it was opened. */
    public Instant createdAt() {
        return createdAt;
    }
}
