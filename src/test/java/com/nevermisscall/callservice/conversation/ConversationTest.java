package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.conversation.ConversationBuilder.ANN;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.DELAY;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.NOW;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.OPENED;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.TEXTED;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.aConversation;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a conversation says and keeps, beyond the state that it is in ({@link ConversationStateTest}). */
class ConversationTest {

    private static final Instant DUE = TEXTED.plus(DELAY);

    @Test
    void theFirstTextStartsTheCountdown() {
        Conversation conversation = aConversation().waitingForCustomer();

        assertThat(conversation.receive("Hi", DELAY, TEXTED)).isEqualTo(NextAnswer.COUNTDOWN_STARTED);
        assertThat(conversation.aiTakeoverAt()).isEqualTo(DUE);
        assertThat(conversation.countdownTurn()).isEqualTo(conversation.turn());
    }

    @Test
    void aFurtherTextDoesNotPushTheCountdownBack() {
        Conversation conversation = aConversation().waitingForHuman();
        Long countdown = conversation.countdownTurn();

        assertThat(conversation.receive("And?", DELAY, TEXTED.plusSeconds(59))).isEqualTo(NextAnswer.COUNTDOWN_RUNNING);
        assertThat(conversation.aiTakeoverAt()).isEqualTo(DUE);
        assertThat(conversation.countdownTurn()).isEqualTo(countdown);
    }

    @Test
    void whoeverIsInChargeAnswersATextAtOnce() {
        assertThat(aConversation().aiActive().receive("Hi", DELAY, NOW)).isEqualTo(NextAnswer.AI);
        assertThat(aConversation().humanActive().receive("Hi", DELAY, NOW)).isEqualTo(NextAnswer.HUMAN);
    }

    @Test
    void aTextAfterTheAnswerOfAHumanStartsANewCountdown() {
        Conversation conversation = aConversation().waitingForHuman();
        conversation.answeredByHuman();

        assertThat(conversation.aiTakeoverAt()).isNull();
        assertThat(conversation.receive("Thanks", DELAY, NOW)).isEqualTo(NextAnswer.COUNTDOWN_STARTED);
        assertThat(conversation.aiTakeoverAt()).isEqualTo(NOW.plus(DELAY));
    }

    @Test
    void aTextReopensWhatWasOverWithNobodyInCharge() {
        Conversation conversation = aConversation().humanActive();
        conversation.complete(Outcome.RESOLVED);

        assertThat(conversation.receive("One more thing", DELAY, NOW)).isEqualTo(NextAnswer.COUNTDOWN_STARTED);
        assertThat(conversation.outcome()).isNull();
        assertThat(conversation.humanTakeoverAt()).isNull();
        assertThat(conversation.humanTakeoverBy()).isNull();
    }

    @Test
    void theCountdownOfATurnElapsesOnceAndNotTooEarly() {
        Conversation conversation = aConversation().waitingForHuman();
        long countdown = conversation.countdownTurn();

        assertThat(conversation.countdownElapsed(countdown, DUE.minusNanos(1000)))
                .isFalse();
        assertThat(conversation.countdownElapsed(countdown + 1, DUE)).isFalse();
        assertThat(conversation.countdownElapsed(countdown, DUE)).isTrue();
        assertThat(conversation.countdownElapsed(countdown, DUE)).isFalse();
    }

    @Test
    void aCountdownThatWasAnsweredNeverElapses() {
        Conversation conversation = aConversation().waitingForHuman();
        long answered = conversation.countdownTurn();
        conversation.answeredByHuman();
        conversation.receive("Thanks", DELAY, TEXTED);

        assertThat(conversation.countdownElapsed(answered, NOW)).isFalse();
    }

    @Test
    void theAiIsAwaitedInItsTurnOnly() {
        Conversation conversation = aConversation().aiActive();
        long turn = conversation.turn();

        assertThat(conversation.awaitsAi(turn)).isTrue();
        assertThat(conversation.awaitsAi(turn - 1)).isFalse();

        conversation.receive("And?", DELAY, NOW);
        assertThat(conversation.awaitsAi(turn)).isFalse();
        assertThat(conversation.awaitsAi(turn + 1)).isTrue();

        conversation.answeredByAi();
        assertThat(conversation.awaitsAi(turn + 1)).isFalse();
    }

    @Test
    void nobodyAwaitsAnAiThatIsNotInCharge() {
        Conversation waiting = aConversation().waitingForHuman();
        Conversation human = aConversation().humanActive();

        assertThat(waiting.awaitsAi(waiting.turn())).isFalse();
        assertThat(human.awaitsAi(human.turn())).isFalse();
    }

    @Test
    void handingBackSaysWhetherATextIsUnanswered() {
        assertThat(aConversation().humanActive().handToAi(NOW)).isTrue();
        assertThat(aConversation().waitingForCustomer().handToAi(NOW)).isFalse();
    }

    @Test
    void theSameHumanTakingOverAgainChangesNothing() {
        Conversation conversation = aConversation().humanActive();
        long turn = conversation.turn();

        assertThat(conversation.takeOver(ANN, NOW)).isFalse();
        assertThat(conversation.humanTakeoverAt()).isEqualTo(TEXTED);
        assertThat(conversation.turn()).isEqualTo(turn);
    }

    @ParameterizedTest(name = "{0} ms before the end: {1} s")
    @CsvSource({"60000, 60", "59001, 60", "59000, 59", "1, 1", "0, 0", "-5000, 0"})
    void tellsTheSecondsLeftRoundedUp(long millis, int seconds) {
        Conversation conversation = aConversation().waitingForHuman();

        assertThat(conversation.secondsUntilAi(DUE.minusMillis(millis))).isEqualTo(seconds);
        assertThat(aConversation().aiActive().secondsUntilAi(DUE)).isNull();
    }

    @Test
    void aConversationIsAbandonedOnlyAfterTheWholeOfTheSilence() {
        Conversation conversation = aConversation().waitingForCustomer();
        conversation.touch(TEXTED);

        assertThat(conversation.abandonIfSilentSince(TEXTED)).isFalse();
        assertThat(conversation.abandonIfSilentSince(TEXTED.plusNanos(1000))).isTrue();
        assertThat(conversation.outcome()).isEqualTo(Outcome.ABANDONED);
    }

    @Test
    void completingWithoutAnOutcomeKeepsTheOneThatIsKnown() {
        Conversation conversation = aConversation().completed();
        conversation.complete(null);
        assertThat(conversation.outcome()).isEqualTo(Outcome.RESOLVED);

        conversation.complete(Outcome.QUOTE_PROVIDED);
        assertThat(conversation.outcome()).isEqualTo(Outcome.QUOTE_PROVIDED);
    }

    @Test
    void aKeywordIsShownButOwesNoAnswer() {
        Conversation conversation = aConversation().waitingForCustomer();
        conversation.append("STOP", NOW);

        assertThat(conversation.state()).isEqualTo(ConversationState.WAITING_FOR_CUSTOMER);
        assertThat(conversation.lastMessage()).isEqualTo("STOP");
        assertThat(conversation.messageCount()).isEqualTo(1);
    }

    @Test
    void messagesAreCountedFromOneAndTheNewestIsShown() {
        Conversation conversation = aConversation().waitingForCustomer();

        assertThat(conversation.append("one", OPENED)).isEqualTo(1);
        assertThat(conversation.append("two", NOW)).isEqualTo(2);
        assertThat(conversation.lastMessage()).isEqualTo("two");
        assertThat(conversation.lastMessageAt()).isEqualTo(NOW);
    }

    @Test
    void aLongTextIsShownInPartAndNotCutWithinACharacter() {
        Conversation conversation = aConversation().waitingForCustomer();
        conversation.append("a".repeat(319) + "\uD83D\uDE00", NOW);

        assertThat(conversation.lastMessage()).isEqualTo("a".repeat(319));
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(conversation.lastMessage()))
                .isTrue();

        conversation.append("b".repeat(1600), NOW);
        assertThat(conversation.lastMessage()).isEqualTo("b".repeat(320));
    }
}
