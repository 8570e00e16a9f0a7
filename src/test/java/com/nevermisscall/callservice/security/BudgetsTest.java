package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nevermisscall.callservice.support.SettableTime;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    private final SettableTime time = new SettableTime();
    private final Budgets<String> budgets = new Budgets<>(60, Duration.ofMinutes(1), time);

    @Test
    void whoWasIdleMaySpendAWholeBudgetAtOnceAndNoMore() {
        spend("ann", 60);

        assertThat(refusedFor("ann")).isOne();
        assertThat(refusedFor("ann")).isOne();
    }

    @Test
    void waitingAsLongAsAskedIsEnough() {
        spend("ann", 60);

        time.advance(Duration.ofMillis(999));
        assertThat(refusedFor("ann")).isOne();
        time.advance(Duration.ofMillis(1));
        spend("ann", 1);
        assertThat(refusedFor("ann")).isOne();
    }

    @Test
    void theWaitIsInWholeSecondsRoundedUp() {
        Budgets<String> rare = new Budgets<>(40, Duration.ofMinutes(1), time);
        IntStream.range(0, 40).forEach(i -> rare.spend("ann"));

        ApiException refusal = catchThrowableOfType(ApiException.class, () -> rare.spend("ann"));

        assertThat(refusal.details()).containsEntry("retryAfterSeconds", 2L);
    }

    @Test
    void callersHaveBudgetsOfTheirOwn() {
        spend("ann", 60);

        spend("bob", 60);
        assertThat(refusedFor("ann")).isOne();
    }

    @Test
    void theBudgetHoldsWhenManyRequestsComeAtOnce() {
        Callable<Boolean> request = () -> {
            try {
                budgets.spend("ann");
                return true;
            } catch (ApiException e) {
                return false;
            }
        };

        assertThat(Storm.of(8, Collections.nCopies(500, request)))
                .filteredOn(spent -> spent)
                .hasSize(60);
    }

    @Test
    void noLimitIsNoLimit() {
        Budgets<String> unlimited = new Budgets<>(0, Duration.ofMinutes(1), time);

        assertThatCode(() -> IntStream.range(0, 100_000).forEach(i -> unlimited.spend("ann")))
                .doesNotThrowAnyException();
        assertThat(unlimited.remembered()).isZero();
    }

    @Test
    void aFloodOfCallersFillsNoMemory() {
        IntStream.range(0, 3 * Budgets.REMEMBERED).forEach(i -> budgets.spend("caller " + i));

        assertThat(budgets.remembered()).isLessThanOrEqualTo(Budgets.REMEMBERED);
    }

    private void spend(String caller, int requests) {
        assertThatCode(() -> IntStream.range(0, requests).forEach(i -> budgets.spend(caller)))
                .doesNotThrowAnyException();
    }

    /** The seconds to wait that a refusal tells. */
    private long refusedFor(String caller) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> budgets.spend(caller));
        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        return (long) refusal.details().get("retryAfterSeconds");
    }
}
