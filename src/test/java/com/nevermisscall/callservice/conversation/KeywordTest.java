package com.nevermisscall.callservice.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keywords of design.md, Opt-out: the whole body, trimmed, in any case, without end punctuation. */
class KeywordTest {

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "STOP", "stop", "Stop.", "STOP!!!", "  stop  ", "\tstop\n", "\u00a0stop\u00a0", "stop…", "stop !",
                "stop。", "stop！", "stop\u200b", "STOPALL", "Stop all", "stop   all", "UNSUBSCRIBE", "cancel", "END",
                "quit", "Revoke", "optout", "Opt out", "opt\u00a0out"
            })
    void endsTexts(String body) {
        assertThat(Keyword.of(body)).contains(Keyword.STOP);
    }

    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource({
        "START, START",
        "start., START",
        "UnStop, START",
        "yes, YES",
        "Yes!, YES",
        "HELP, HELP",
        "help?, HELP",
        "info, HELP",
        "INFO., HELP"
    })
    void asksForSomething(String body, Keyword keyword) {
        assertThat(Keyword.of(body)).contains(keyword);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "Cancel my appointment",
                "please stop",
                "stop it",
                "stopped",
                "don't stop",
                "the end",
                "end of story",
                "yes please",
                "yes, tomorrow at 9",
                "help me",
                "I need help",
                "info please",
                "start tomorrow",
                "opt",
                "s t o p",
                "S.T.O.P",
                "'stop'",
                "!stop",
                "1",
                "?",
                "...",
                "<3"
            })
    void anythingElseIsAMessage(String body) {
        assertThat(Keyword.of(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1600})
    void aTextOfPunctuationTakesNoTime(int length) {
        assertThat(Keyword.of("!".repeat(length))).isEmpty();
        assertThat(Keyword.of("! ".repeat(length / 2) + "a")).isEmpty();
    }
}
