package com.nevermisscall.callservice.durable;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.SettableTime;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RushTest {

    private final SettableTime time = new SettableTime();
    private final Rush rush = new Rush(Clock.fixed(NOW, ZoneOffset.UTC), time::currentTimeNanos);

    @Test
    void aTenthOfASecondIsNotLate() {
        assertThat(rush.isLate(NOW.plusSeconds(1))).isFalse();
        assertThat(rush.isLate(NOW.minusMillis(100))).isFalse();
        assertThat(rush.isLate(NOW.minusMillis(101))).isTrue();
    }

    @Test
    void withoutOneEveryWorkerMayBegin() {
        assertThat(rush.mayBegin(32)).isEqualTo(32);
        assertThat(rush.mayBegin(32)).isEqualTo(32);
    }

    @Test
    void inOneFiveAreBegunInASecondHoweverOftenOneLooks() {
        rush.seen();
        assertThat(rush.mayBegin(32)).as("after a pause").isEqualTo(1);

        int begun = 0;
        for (int look = 0; look < 100; look++) {
            time.advance(Duration.ofMillis(10));
            rush.seen();
            begun += rush.mayBegin(32);
        }
        assertThat(begun).isEqualTo(5);
        assertThat(rush.mayBegin(32)).isZero();
        time.advance(Duration.ofMillis(500));
        assertThat(rush.mayBegin(1)).as("free").isEqualTo(1);
    }

    @Test
    void itIsOverASecondAfterItWasLastSeenAndThenMoreAndMoreAreBegun() {
        rush.seen();
        time.advance(Duration.ofMillis(600));
        rush.seen();
        time.advance(Duration.ofMillis(1124));
        assertThat(rush.mayBegin(32)).isEqualTo(1);

        time.advance(Duration.ofMillis(201));
        assertThat(rush.mayBegin(32)).isEqualTo(3);
        time.advance(Duration.ofSeconds(1));
        assertThat(rush.mayBegin(32)).isEqualTo(16);
        time.advance(Duration.ofMillis(2675));
        assertThat(rush.mayBegin(100)).isEqualTo(100);
        assertThat(rush.mayBegin(100)).isEqualTo(100);
    }
}
