package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.ShiftingClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OutageLogTest {

    private final ShiftingClock clock = new ShiftingClock();
    private final OutageLog log = new OutageLog(clock);

    @ParameterizedTest
    @MethodSource("com.nevermisscall.callservice.web.FailureInsideTest#outages")
    void itTellsWhatFailedWithoutTheWordsOfTheDatabase(Exception outage, CapturedOutput output) {
        log.failed("POST /calls/incoming", WordlessFailure.of(outage));

        assertThat(output)
                .contains("POST /calls/incoming could not reach the database")
                .contains(outage.getClass().getSimpleName())
                .doesNotContain("2125551234");
    }

    @Test
    void oneStandsForAllOfTenSeconds(CapturedOutput output) {
        IntStream.range(0, 50).forEach(request -> fail());
        assertThat(output.getAll().lines()).hasSize(1);

        clock.forward(Duration.ofSeconds(11));
        fail();

        assertThat(output.getAll().lines()).hasSize(2).last().asString().contains("nor could 49 requests before it");
    }

    private void fail() {
        log.failed("POST /calls/incoming", WordlessFailure.of(new SQLException("gone", "08006")));
    }
}
