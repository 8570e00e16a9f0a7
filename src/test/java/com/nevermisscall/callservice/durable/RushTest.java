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
    void withoutOneEveryWorkerMayBeUsed() {
        assertThat(rush.placesOf(32, 32)).isEqualTo(32);
        assertThat(rush.placesOf(32, 1)).isEqualTo(1);
    }

    @Test
    void inOneTwoWorkersAreLeft() {
        rush.seen();

        assertThat(rush.placesOf(32, 32)).isEqualTo(2);
        assertThat(rush.placesOf(32, 31)).isEqualTo(1);
        assertThat(rush.placesOf(32, 30)).isZero();
        assertThat(rush.placesOf(32, 1)).isZero();
        assertThat(rush.placesOf(1, 1)).isEqualTo(1);
    }

    @Test
    void itIsOverASecondAfterItWasLastSeenAndWorkersComeBackOneAfterTheOther() {
        rush.seen();
        time.advance(Duration.ofMillis(600));
        rush.seen();
        time.advance(Duration.ofMillis(1124));
        assertThat(rush.placesOf(32, 32)).isEqualTo(2);

        time.advance(Duration.ofMillis(1));
        assertThat(rush.placesOf(32, 32)).isEqualTo(3);
        time.advance(Duration.ofSeconds(1));
        assertThat(rush.placesOf(32, 32)).isEqualTo(11);
        assertThat(rush.placesOf(32, 25)).isEqualTo(4);
        time.advance(Duration.ofMillis(2625));
        assertThat(rush.placesOf(32, 32)).isEqualTo(32);
    }
}
