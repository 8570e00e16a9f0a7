package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private final UnderWay<String> underWay = new UnderWay<>(3);

    @Test
    void whoHasAsManyAsItMayIsToldToComeBackInASecond() {
        begin("ann", 3);

        ApiException refusal = catchThrowableOfType(ApiException.class, () -> underWay.begin("ann"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal.details()).containsEntry("retryAfterSeconds", 1L);
    }

    @Test
    void oneThatEndsMakesRoomForOne() {
        begin("ann", 3);

        underWay.end("ann");

        begin("ann", 1);
        assertThat(isRefused("ann")).isTrue();
    }

    @Test
    void whatIsRefusedIsNotUnderWay() {
        begin("ann", 3);
        assertThat(isRefused("ann")).isTrue();

        underWay.end("ann");

        assertThat(isRefused("ann")).isFalse();
    }

    @Test
    void callersDoNotCountForEachOther() {
        begin("ann", 3);

        begin("bob", 3);
        assertThat(isRefused("ann")).isTrue();
    }

    @Test
    void whoHasNothingUnderWayIsForgotten() {
        begin("ann", 2);
        begin("bob", 1);
        assertThat(underWay.remembered()).isEqualTo(2);

        underWay.end("ann");
        underWay.end("bob");
        assertThat(underWay.remembered()).isEqualTo(1);
        underWay.end("ann");

        assertThat(underWay.remembered()).isZero();
    }

    @Test
    void noMoreAreUnderWayWhenManyComeAtOnce() {
        AtomicInteger now = new AtomicInteger();
        Callable<Integer> request = () -> {
            if (isRefused("ann")) {
                return 0;
            }
            int together = now.incrementAndGet();
            Thread.yield();
            now.decrementAndGet();
            underWay.end("ann");
            return together;
        };

        assertThat(Storm.of(8, Collections.nCopies(5000, request)))
                .allMatch(together -> together <= 3)
                .anyMatch(together -> together > 0);
        assertThat(underWay.remembered()).isZero();
    }

    @Test
    void noLimitIsNoLimit() {
        UnderWay<String> unlimited = new UnderWay<>(0);

        assertThatCode(() -> IntStream.range(0, 100_000).forEach(i -> unlimited.begin("ann")))
                .doesNotThrowAnyException();
        assertThatCode(() -> unlimited.end("ann")).doesNotThrowAnyException();
        assertThat(unlimited.remembered()).isZero();
    }

    private void begin(String caller, int requests) {
        assertThatCode(() -> IntStream.range(0, requests).forEach(i -> underWay.begin(caller)))
                .doesNotThrowAnyException();
    }

    private boolean isRefused(String caller) {
        return catchThrowableOfType(ApiException.class, () -> underWay.begin(caller)) != null;
    }
}
