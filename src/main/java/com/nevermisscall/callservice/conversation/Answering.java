package com.nevermisscall.callservice.conversation;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Who is to answer the customer, since when, and when the AI steps in. The turn number grows with everything that makes
 * an answer in the making stale: a text, a human's takeover or answer, a hand-over, STOP, the end.
 */
@Embeddable
class Answering {

    @Enumerated(EnumType.STRING)
    private Responder responder = Responder.NOBODY;

    private long turn;
    /** When the customer wrote the oldest text that nobody has answered; null when nothing is unanswered. */
    private Instant unansweredSince;
    /** The turn that began the running countdown; null when none runs. */
    private Long countdownTurn;

    private Instant aiTakeoverAt;
    private Instant humanTakeoverAt;
    private UUID humanTakeoverBy;

    /** A text has come in: who is to answer it? A running countdown is not pushed back. */
    NextAnswer receive(Duration delay, Instant now) {
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

    boolean takeOver(UUID userId, Instant now) {
        if (responder == Responder.HUMAN && userId.equals(humanTakeoverBy)) {
            return false;
        }
        silenceAi();
        responder = Responder.HUMAN;
        humanTakeoverAt = now;
        humanTakeoverBy = userId;
        return true;
    }

    void answeredByHuman() {
        turn++;
        answered();
    }

    /** Nothing is unanswered any more, so no countdown runs either. */
    void answered() {
        unansweredSince = null;
        stopCountdown();
    }

    boolean answerLost(Instant now) {
        if (isOwed()) {
            return false;
        }
        unansweredSince = now;
        return true;
    }

    boolean handToAi(Instant now) {
        silenceAi();
        responder = Responder.AI;
        aiTakeoverAt = now;
        return isOwed();
    }

    boolean countsDown(long countdown) {
        return countdownTurn != null && countdownTurn == countdown;
    }

    boolean countdownElapsed(long countdown, Instant now) {
        if (!countsDown(countdown) || now.isBefore(aiTakeoverAt)) {
            return false;
        }
        countdownTurn = null;
        responder = Responder.AI;
        return true;
    }

    boolean awaitsAi(long askedTurn) {
        return responder == Responder.AI && turn == askedTurn && isOwed();
    }

    /** Ends countdown and AI; a human in charge stays in charge. */
    void silenceAi() {
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

    /** Nobody is in charge and nothing is owed: the conversation is over. */
    void end() {
        silenceAi();
        answered();
        responder = Responder.NOBODY;
    }

    /** The conversation goes on after its end: no human is in charge of it any more. */
    void beginAnew() {
        responder = Responder.NOBODY;
        humanTakeoverAt = null;
        humanTakeoverBy = null;
    }

    /** Whether the customer waits for an answer. */
    boolean isOwed() {
        return unansweredSince != null;
    }

    Integer secondsUntilAi(Instant now) {
        if (countdownTurn == null) {
            return null;
        }
        long millis = Math.max(0, Duration.between(now, aiTakeoverAt).toMillis());
        return Math.toIntExact((millis + 999) / 1000);
    }

    ConversationState state() {
        return switch (responder) {
            case AI -> ConversationState.AI_ACTIVE;
            case HUMAN -> ConversationState.HUMAN_ACTIVE;
            case NOBODY -> isOwed() ? ConversationState.WAITING_FOR_HUMAN : ConversationState.WAITING_FOR_CUSTOMER;
        };
    }

    Responder by() {
        return responder;
    }

    long turn() {
        return turn;
    }

    Long countdownTurn() {
        return countdownTurn;
    }

    Instant aiTakeoverAt() {
        return aiTakeoverAt;
    }

    Instant humanTakeoverAt() {
        return humanTakeoverAt;
    }

    UUID humanTakeoverBy() {
        return humanTakeoverBy;
    }
}
