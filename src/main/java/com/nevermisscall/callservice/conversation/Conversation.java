package com.nevermisscall.callservice.conversation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/**
 * The SMS thread with one customer, and who answers in it. Every change is made under the row's lock. The turn number
 * grows with everything that makes an answer in the making stale: a text, a human's takeover, a hand-over, STOP, the end.
 */
@Entity
@Table(name = "conversations")
public class Conversation implements Persistable<UUID> {

    private static final int PREVIEW = 320;

    @Id
    private UUID id;

    private UUID tenantId;
    private String businessPhone;
    private String customerPhone;
    private UUID callId;

    @Enumerated(EnumType.STRING)
    private ConversationStatus status;

    @Enumerated(EnumType.STRING)
    private Responder responder;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private long turn;
    private Instant unansweredSince;
    private Long countdownTurn;
    private Instant aiTakeoverAt;
    private Instant humanTakeoverAt;
    private UUID humanTakeoverBy;
    private String lastMessage;
    private Instant lastMessageAt;
    private Instant lastActivityAt;
    private int messageCount;
    private boolean appointmentScheduled;
    private boolean areaDeclined;
    private Instant createdAt;

    @Transient
    private boolean stored;

    protected Conversation() {}

    /** A new conversation in which nobody has written yet; {@code callId} is null when a text opens it. */
    Conversation(UUID id, UUID tenantId, String businessPhone, String customerPhone, UUID callId, Instant now) {
        this.id = id;
        this.tenantId = tenantId;
        this.businessPhone = businessPhone;
        this.customerPhone = customerPhone;
        this.callId = callId;
        this.status = ConversationStatus.ACTIVE;
        this.responder = Responder.NOBODY;
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
        turn++;
        unansweredSince = unansweredSince == null ? now : unansweredSince;
        return switch (responder) {
            case AI -> NextAnswer.AI;
            case HUMAN -> NextAnswer.HUMAN;
            case NOBODY -> startCountdown(delay, now);
        };
    }

    private NextAnswer startCountdown(Duration delay, Instant now) {
        if (countdownTurn != null) {
            return NextAnswer.COUNTDOWN_RUNNING;
        }
        countdownTurn = turn;
        aiTakeoverAt = now.plus(delay);
        return NextAnswer.COUNTDOWN_STARTED;
    }

    /** Takes in a text that nobody is to answer: a keyword, or one from a customer who has opted out. */
    void note(String text, Instant now) {
        append(text, now);
    }

    /** Counts a message of any sender and shows it in lists; its position is the new count. */
    int append(String text, Instant now) {
        lastMessage = text.length() <= PREVIEW ? text : text.substring(0, PREVIEW);
        if (Character.isHighSurrogate(lastMessage.charAt(lastMessage.length() - 1))) {
            lastMessage = lastMessage.substring(0, lastMessage.length() - 1);
        }
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
        boolean changed = responder != Responder.HUMAN || !userId.equals(humanTakeoverBy);
        if (changed) {
            silenceAi();
            responder = Responder.HUMAN;
            humanTakeoverAt = now;
            humanTakeoverBy = userId;
            touch(now);
        }
        return changed;
    }

    /** A human has answered: nothing is unanswered, and an answer in the making is stale. */
    void answeredByHuman() {
        turn++;
        unansweredSince = null;
        stopCountdown();
    }

    /** What was to answer the customer never went out: the customer waits again. Says whether that is news. */
    boolean answerLost(Instant now) {
        if (!isActive() || unansweredSince != null) {
            return false;
        }
        unansweredSince = now;
        return true;
    }

    /** Hands the conversation to the AI at once, and says whether a text waits for its answer. */
    public boolean handToAi(Instant now) {
        requireActive();
        silenceAi();
        responder = Responder.AI;
        aiTakeoverAt = now;
        touch(now);
        return unansweredSince != null;
    }

    private void requireActive() {
        if (!isActive()) {
            throw new IllegalStateException("Nobody is in charge of a conversation that is over");
        }
    }

    /** Whether the countdown that began with a turn still runs. */
    public boolean countsDown(long countdown) {
        return countdownTurn != null && countdownTurn == countdown;
    }

    /** The countdown that began with a turn has run out; says whether the AI's turn has come, or it was too late. */
    public boolean countdownElapsed(long countdown, Instant now) {
        if (!countsDown(countdown) || now.isBefore(aiTakeoverAt)) {
            return false;
        }
        countdownTurn = null;
        responder = Responder.AI;
        return true;
    }

    /** Whether the AI is still to answer what it was asked in that turn. */
    public boolean awaitsAi(long askedTurn) {
        return isActive() && responder == Responder.AI && turn == askedTurn && unansweredSince != null;
    }

    /** The AI has answered (or the service in its place). */
    public void answeredByAi() {
        unansweredSince = null;
    }

    /** The AI is no more in charge, and nobody is: what is unanswered waits for a human. */
    public void silenceAi() {
        turn++;
        stopCountdown();
        aiTakeoverAt = null;
        responder = responder == Responder.AI ? Responder.NOBODY : responder;
    }

    private void stopCountdown() {
        if (countdownTurn != null) {
            countdownTurn = null;
            aiTakeoverAt = null;
        }
    }

    /** The customer wants no more texts: nobody owes an answer and the AI is silent. */
    void optedOut() {
        silenceAi();
        unansweredSince = null;
    }

    /** Ends the conversation; a null outcome leaves what is known. */
    void complete(Outcome result) {
        end(ConversationStatus.COMPLETED);
        outcome = result == null ? outcome : result;
    }

    /** Gives up on a customer who owes the answer; says whether it was so. */
    boolean abandonIfSilentSince(Instant limit) {
        if (!isActive() || unansweredSince != null || !lastActivityAt.isBefore(limit)) {
            return false;
        }
        end(ConversationStatus.ABANDONED);
        outcome = Outcome.ABANDONED;
        return true;
    }

    private void end(ConversationStatus how) {
        silenceAi();
        unansweredSince = null;
        responder = Responder.NOBODY;
        status = how;
    }

    /** Goes on with a conversation that was over, with nobody active. */
    void reopen(Instant now) {
        status = ConversationStatus.ACTIVE;
        touch(now);
        outcome = null;
        responder = Responder.NOBODY;
        humanTakeoverAt = null;
        humanTakeoverBy = null;
    }

    /** The customer has agreed to an appointment. */
    public void appointmentScheduled() {
        appointmentScheduled = true;
    }

    /** The customer was told that the address is outside the service area; said once. */
    public void declineArea() {
        areaDeclined = true;
    }

    /** Seconds until the AI may answer, rounded up, or null when no countdown runs. */
    Integer secondsUntilAi(Instant now) {
        if (countdownTurn == null) {
            return null;
        }
        long millis = Math.max(0, Duration.between(now, aiTakeoverAt).toMillis());
        return Math.toIntExact((millis + 999) / 1000);
    }

    ConversationState state() {
        return switch (status) {
            case COMPLETED -> ConversationState.COMPLETED;
            case ABANDONED -> ConversationState.ABANDONED;
            case ACTIVE ->
                switch (responder) {
                    case AI -> ConversationState.AI_ACTIVE;
                    case HUMAN -> ConversationState.HUMAN_ACTIVE;
                    case NOBODY ->
                        unansweredSince == null
                                ? ConversationState.WAITING_FOR_CUSTOMER
                                : ConversationState.WAITING_FOR_HUMAN;
                };
        };
    }

    public boolean isActive() {
        return status == ConversationStatus.ACTIVE;
    }

    public boolean aiActive() {
        return responder == Responder.AI;
    }

    public boolean humanActive() {
        return responder == Responder.HUMAN;
    }

    @Override
    public UUID getId() {
        return id;
    }

    public UUID tenantId() {
        return tenantId;
    }

    public String businessPhone() {
        return businessPhone;
    }

    public String customerPhone() {
        return customerPhone;
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

    public long turn() {
        return turn;
    }

    public Long countdownTurn() {
        return countdownTurn;
    }

    public Instant aiTakeoverAt() {
        return aiTakeoverAt;
    }

    public Instant humanTakeoverAt() {
        return humanTakeoverAt;
    }

    public UUID humanTakeoverBy() {
        return humanTakeoverBy;
    }

    String lastMessage() {
        return lastMessage;
    }

    Instant lastMessageAt() {
        return lastMessageAt;
    }

    public int messageCount() {
        return messageCount;
    }

    boolean isAppointmentScheduled() {
        return appointmentScheduled;
    }

    public boolean areaDeclined() {
        return areaDeclined;
    }

    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }
}
