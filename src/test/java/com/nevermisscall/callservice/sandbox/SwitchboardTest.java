package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.security.AccessProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class SwitchboardTest {

    private final Switchboard switchboard =
            new Switchboard(new AccessProperties(List.of("old-key", "new-key"), "secret", List.of()), new EventLog());
    private final AtomicInteger worked = new AtomicInteger();

    @Test
    void answersAtOnceToEveryKnownKey() {
        assertThat(answer("old-key")).isCompletedWithValue(ResponseEntity.ok(1));
        assertThat(answer("new-key")).isCompletedWithValue(ResponseEntity.ok(2));
    }

    @Test
    void knowsNoOtherKey() {
        assertThat(answer("other").join().getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(answer(null).join().getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(worked).hasValue(0);
    }

    @Test
    void failsAndRefusesWithoutDoingAnything() {
        turn(Mode.FAILING);
        assertThat(answer("new-key").join().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        turn(Mode.REFUSING);
        assertThat(answer("new-key").join().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);

        assertThat(worked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"REFUSING, 30006", "OPTED_OUT, 21610", "INVALID_NUMBER, 21211"})
    void refusesWithTwiliosCode(Mode mode, int code) {
        turn(mode);

        assertThat(answer("new-key").join().getBody())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("code", code);
    }

    @Test
    void hangsAfterTheWorkIsDone() {
        turn(Mode.HANGING);

        assertThat(answer("new-key")).isNotDone();
        assertThat(worked).hasValue(1);
    }

    @Test
    void isSlowButAnswers() {
        turn(Mode.SLOW);
        long begin = System.nanoTime();

        assertThat(answer("new-key").join()).isEqualTo(ResponseEntity.ok(1));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void turnsOnlyTheSwitchesThatAreNamed() {
        switchboard.turn(new Switches(null, Mode.SLOW, null, null, null, null));
        switchboard.turn(new Switches(null, null, Mode.FAILING, null, Saying.BOOKS, null));
        switchboard.turn(new Switches(null, null, null, null, null, Countdown.SHORT));

        assertThat(switchboard.show().data())
                .isEqualTo(new Switches(Mode.OK, Mode.SLOW, Mode.FAILING, Mode.OK, Saying.BOOKS, Countdown.SHORT));
    }

    private void turn(Mode twilio) {
        switchboard.turn(new Switches(twilio, null, null, null, null, null));
    }

    private CompletableFuture<ResponseEntity<Object>> answer(String key) {
        return switchboard.answer(Switches::twilio, key, worked::incrementAndGet);
    }
}
