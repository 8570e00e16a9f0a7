package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.conversation.ConversationBuilder.ANN;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.DELAY;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.NOW;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.aConversation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every state of a conversation and everything that can happen in it: where it leads, whether an answer in the making
 * becomes stale (the turn number grows) and whether a countdown runs afterwards.
 */
class ConversationStateTest {

    /** What can happen to a conversation. */
    private enum Event {
        TEXT,
        TAKE_OVER,
        REPLY,
        HAND_TO_AI,
        COUNTDOWN_ELAPSED,
        AI_ANSWERED,
        AI_FAILED,
        STOP,
        COMPLETE,
        SILENCE,
        REOPEN
    }

    @ParameterizedTest(name = "{0}, {1}: {2}, stale: {3}, countdown: {4}")
    @CsvSource({
        "waitingForCustomer, TEXT,              WAITING_FOR_HUMAN,    true,  true",
        "waitingForCustomer, TAKE_OVER,         HUMAN_ACTIVE,         true,  false",
        "waitingForCustomer, REPLY,             WAITING_FOR_CUSTOMER, true,  false",
        "waitingForCustomer, HAND_TO_AI,        AI_ACTIVE,            true,  false",
        "waitingForCustomer, COUNTDOWN_ELAPSED, WAITING_FOR_CUSTOMER, false, false",
        "waitingForCustomer, AI_ANSWERED,       WAITING_FOR_CUSTOMER, false, false",
        "waitingForCustomer, AI_FAILED,         WAITING_FOR_CUSTOMER, true,  false",
        "waitingForCustomer, STOP,              WAITING_FOR_CUSTOMER, true,  false",
        "waitingForCustomer, COMPLETE,          COMPLETED,            true,  false",
        "waitingForCustomer, SILENCE,           ABANDONED,            true,  false",
        "waitingForHuman,    TEXT,              WAITING_FOR_HUMAN,    true,  true",
        "waitingForHuman,    TAKE_OVER,         HUMAN_ACTIVE,         true,  false",
        "waitingForHuman,    REPLY,             WAITING_FOR_CUSTOMER, true,  false",
        "waitingForHuman,    HAND_TO_AI,        AI_ACTIVE,            true,  false",
        "waitingForHuman,    COUNTDOWN_ELAPSED, AI_ACTIVE,            false, false",
        "waitingForHuman,    AI_FAILED,         WAITING_FOR_HUMAN,    true,  false",
        "waitingForHuman,    STOP,              WAITING_FOR_CUSTOMER, true,  false",
        "waitingForHuman,    COMPLETE,          COMPLETED,            true,  false",
        "waitingForHuman,    SILENCE,           WAITING_FOR_HUMAN,    false, true",
        "waitingNoCountdown, TEXT,              WAITING_FOR_HUMAN,    true,  true",
        "waitingNoCountdown, TAKE_OVER,         HUMAN_ACTIVE,         true,  false",
        "waitingNoCountdown, REPLY,             WAITING_FOR_CUSTOMER, true,  false",
        "waitingNoCountdown, HAND_TO_AI,        AI_ACTIVE,            true,  false",
        "waitingNoCountdown, COUNTDOWN_ELAPSED, WAITING_FOR_HUMAN,    false, false",
        "waitingNoCountdown, STOP,              WAITING_FOR_CUSTOMER, true,  false",
        "waitingNoCountdown, COMPLETE,          COMPLETED,            true,  false",
        "waitingNoCountdown, SILENCE,           WAITING_FOR_HUMAN,    false, false",
        "aiActive,           TEXT,              AI_ACTIVE,            true,  false",
        "aiActive,           TAKE_OVER,         HUMAN_ACTIVE,         true,  false",
        "aiActive,           REPLY,             AI_ACTIVE,            true,  false",
        "aiActive,           COUNTDOWN_ELAPSED, AI_ACTIVE,            false, false",
        "aiActive,           AI_ANSWERED,       AI_ACTIVE,            false, false",
        "aiActive,           AI_FAILED,         WAITING_FOR_HUMAN,    true,  false",
        "aiActive,           STOP,              WAITING_FOR_CUSTOMER, true,  false",
        "aiActive,           COMPLETE,          COMPLETED,            true,  false",
        "aiActive,           SILENCE,           AI_ACTIVE,            false, false",
        "answeredByAi,       TEXT,              AI_ACTIVE,            true,  false",
        "answeredByAi,       TAKE_OVER,         HUMAN_ACTIVE,         true,  false",
        "answeredByAi,       REPLY,             AI_ACTIVE,            true,  false",
        "answeredByAi,       COUNTDOWN_ELAPSED, AI_ACTIVE,            false, false",
        "answeredByAi,       STOP,              WAITING_FOR_CUSTOMER, true,  false",
        "answeredByAi,       COMPLETE,          COMPLETED,            true,  false",
        "answeredByAi,       SILENCE,           ABANDONED,            true,  false",
        "humanActive,        TEXT,              HUMAN_ACTIVE,         true,  false",
        "humanActive,        TAKE_OVER,         HUMAN_ACTIVE,         true,  false",
        "humanActive,        REPLY,             HUMAN_ACTIVE,         true,  false",
        "humanActive,        HAND_TO_AI,        AI_ACTIVE,            true,  false",
        "humanActive,        COUNTDOWN_ELAPSED, HUMAN_ACTIVE,         false, false",
        "humanActive,        AI_FAILED,         HUMAN_ACTIVE,         true,  false",
        "humanActive,        STOP,              HUMAN_ACTIVE,         true,  false",
        "humanActive,        COMPLETE,          COMPLETED,            true,  false",
        "humanActive,        SILENCE,           HUMAN_ACTIVE,         false, false",
        "completed,          TEXT,              WAITING_FOR_HUMAN,    true,  true",
        "completed,          COUNTDOWN_ELAPSED, COMPLETED,            false, false",
        "completed,          STOP,              COMPLETED,            true,  false",
        "completed,          COMPLETE,          COMPLETED,            true,  false",
        "completed,          SILENCE,           COMPLETED,            false, false",
        "completed,          REOPEN,            WAITING_FOR_CUSTOMER, false, false",
        "abandoned,          TEXT,              WAITING_FOR_HUMAN,    true,  true",
        "abandoned,          COUNTDOWN_ELAPSED, ABANDONED,            false, false",
        "abandoned,          STOP,              ABANDONED,            true,  false",
        "abandoned,          COMPLETE,          COMPLETED,            true,  false",
        "abandoned,          SILENCE,           ABANDONED,            false, false",
        "abandoned,          REOPEN,            WAITING_FOR_CUSTOMER, false, false"
    })
    void leadsWhereTheRulesSay(
            String before, Event event, ConversationState after, boolean stale, boolean countdownRuns) {
        Conversation conversation = conversation(before);
        long turn = conversation.turn();

        apply(event, conversation);

        assertThat(conversation.state()).isEqualTo(after);
        assertThat(conversation.turn() > turn)
                .as("an answer in the making is stale")
                .isEqualTo(stale);
        assertThat(conversation.countdownTurn() != null).as("a countdown runs").isEqualTo(countdownRuns);
        assertThat(conversation.isActive() || !conversation.aiActive() && !conversation.humanActive())
                .as("only an active conversation has somebody in charge")
                .isTrue();
        assertThat(countdownRuns && conversation.aiTakeoverAt() == null)
                .as("a countdown without an end")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"completed, TAKE_OVER", "completed, HAND_TO_AI", "abandoned, TAKE_OVER", "abandoned, HAND_TO_AI"})
    void nobodyIsPutInChargeOfAConversationThatIsOver(String before, Event event) {
        Conversation conversation = conversation(before);
        ConversationState state = conversation.state();

        assertThatIllegalStateException().isThrownBy(() -> apply(event, conversation));

        assertThat(conversation.state()).isEqualTo(state);
        assertThat(conversation.aiActive() || conversation.humanActive()).isFalse();
    }

    private static Conversation conversation(String state) {
        ConversationBuilder builder = aConversation();
        return switch (state) {
            case "waitingForCustomer" -> builder.waitingForCustomer();
            case "waitingForHuman" -> builder.waitingForHuman();
            case "waitingNoCountdown" -> builder.waitingWithoutCountdown();
            case "aiActive" -> builder.aiActive();
            case "answeredByAi" -> builder.answeredByAi();
            case "humanActive" -> builder.humanActive();
            case "completed" -> builder.completed();
            case "abandoned" -> builder.abandoned();
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static void apply(Event event, Conversation conversation) {
        switch (event) {
            case TEXT -> conversation.receive("Hello?", DELAY, NOW);
            case TAKE_OVER -> conversation.takeOver(anybodyBut(ANN), NOW);
            case REPLY -> conversation.answeredByHuman();
            case HAND_TO_AI -> conversation.handToAi(NOW);
            case COUNTDOWN_ELAPSED -> conversation.countdownElapsed(1, NOW);
            case AI_ANSWERED -> conversation.answeredByAi();
            case AI_FAILED -> conversation.silenceAi();
            case STOP -> conversation.optedOut();
            case COMPLETE -> conversation.complete(null);
            case SILENCE -> conversation.abandonIfSilentSince(NOW);
            case REOPEN -> conversation.reopen(NOW);
        }
    }

    private static UUID anybodyBut(UUID user) {
        return new UUID(user.getMostSignificantBits(), user.getLeastSignificantBits() + 1);
    }
}
