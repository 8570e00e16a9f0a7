package com.nevermisscall.callservice.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "RINGING,     RINGING,     stays",
        "RINGING,     IN_PROGRESS, moves",
        "RINGING,     COMPLETED,   moves",
        "RINGING,     FAILED,      moves",
        "RINGING,     MISSED,      moves",
        "IN_PROGRESS, RINGING,     stays",
        "IN_PROGRESS, IN_PROGRESS, stays",
        "IN_PROGRESS, COMPLETED,   moves",
        "IN_PROGRESS, FAILED,      moves",
        "IN_PROGRESS, MISSED,      moves",
        "COMPLETED,   RINGING,     stays",
        "COMPLETED,   IN_PROGRESS, stays",
        "COMPLETED,   COMPLETED,   stays",
        "COMPLETED,   FAILED,      moves",
        "COMPLETED,   MISSED,      moves",
        "FAILED,      RINGING,     stays",
        "FAILED,      IN_PROGRESS, stays",
        "FAILED,      COMPLETED,   stays",
        "FAILED,      FAILED,      stays",
        "FAILED,      MISSED,      moves",
        "MISSED,      RINGING,     stays",
        "MISSED,      IN_PROGRESS, stays",
        "MISSED,      COMPLETED,   stays",
        "MISSED,      FAILED,      stays",
        "MISSED,      MISSED,      stays"
    })
    void aCallMovesOnAndNeverBack(CallStatus from, CallStatus reported, String verdict) {
        Call call = callThatIs(from);

        boolean moved = call.moveOn(reported, NOW);

        assertThat(moved).isEqualTo(verdict.equals("moves"));
        assertThat(call.status()).isEqualTo(moved ? reported : from);
        assertThat(call.isMissed()).isEqualTo(call.status() == CallStatus.MISSED);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,      RINGING,     false",
        "INITIATED,   RINGING,     false",
        "RINGING,     RINGING,     false",
        "IN_PROGRESS, IN_PROGRESS, true",
        "COMPLETED,   COMPLETED,   true",
        "BUSY,        MISSED,      false",
        "FAILED,      MISSED,      false",
        "NO_ANSWER,   MISSED,      false",
        "CANCELED,    MISSED,      false"
    })
    void everyStatusOfTwiliosHasAMeaning(ReportedStatus reported, CallStatus meaning, boolean answered) {
        assertThat(reported.meaning()).isEqualTo(meaning);
        assertThat(reported.answered()).isEqualTo(answered);
    }

    @Test
    void statusesAreSpelledWithHyphensOnTheWire() {
        assertThat(CallStatus.IN_PROGRESS.wireName()).isEqualTo("in-progress");
        assertThat(ReportedStatus.NO_ANSWER.wireName()).isEqualTo("no-answer");
    }

    @Test
    void aWithheldNumberIsNotKeptAndNobodyIsTexted() {
        Call call = call("anonymous");

        assertThat(call.customerPhone()).isNull();
        assertThat(call.hasSomebodyToText()).isFalse();
    }

    @Test
    void aNumberThatCannotExistIsKeptButNotTexted() {
        Call call = call("+266696687");

        assertThat(call.customerPhone()).isEqualTo("+266696687");
        assertThat(call.hasSomebodyToText()).isFalse();
    }

    @Test
    void anEndThatIsNotToldLeavesWhatIsKnown() {
        Call call = call("+12125550101");
        call.ended(NOW, 12);
        call.ended(null, null);

        assertThat(call.endTime()).isEqualTo(NOW);
        assertThat(call.durationSeconds()).isEqualTo(12);
    }

    @Test
    void startsNowAndComesInUnlessToldOtherwise() {
        Call call = call("+12125550101");

        assertThat(call.startTime()).isEqualTo(NOW);
        assertThat(call.direction()).isEqualTo("inbound");
        assertThat(call.status()).isEqualTo(CallStatus.RINGING);
    }

    private static Call callThatIs(CallStatus status) {
        Call call = call("+12125550101");
        call.moveOn(status, NOW);
        return call;
    }

    private static Call call(String from) {
        return new Call(
                UUID.randomUUID(),
                new IncomingCallRequest(
                        "CA1",
                        from,
                        "+13105550199",
                        UUID.randomUUID(),
                        ReportedStatus.RINGING,
                        null,
                        null,
                        null,
                        null,
                        null),
                NOW);
    }
}
