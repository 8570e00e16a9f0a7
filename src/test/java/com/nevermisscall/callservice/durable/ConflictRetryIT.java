package com.nevermisscall.callservice.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nevermisscall.callservice.support.Race;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What is run again is a lost race, and nothing else. */
@SqlTest
class ConflictRetryIT {

    private final AtomicInteger attempts = new AtomicInteger();

    @Autowired
    private ConflictRetry retry;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @ParameterizedTest(name = "{0}: {1} attempts")
    @CsvSource({
        "23505, 5", // unique violation
        "40001, 5", // serialization failure
        "40P01, 5", // deadlock
        "23514, 1", // check violation
        "23503, 1", // foreign key violation
        "23502, 1", // not null violation
        "55P03, 1", // lock timeout
        "57014, 1" // statement timeout
    })
    void aLostRaceIsRunAgainFiveTimesAtMost(String state, int expected) {
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> retry.inTransaction(() -> fail(state)));

        assertThat(attempts).hasValue(expected);
    }

    @Test
    void whatIsNotOfTheDatabaseIsNotRunAgain() {
        assertThatIllegalStateException()
                .isThrownBy(() -> retry.inTransaction(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("a fault of ours");
                }));

        assertThat(attempts).hasValue(1);
    }

    @Test
    void aConnectionThatBreaksIsNoLostRace() {
        SQLException closed = new SQLException("Connection is closed");

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> retry.inTransaction(() -> {
                    attempts.incrementAndGet();
                    throw new UncategorizedSQLException("rollback", null, closed);
                }))
                .withCause(closed);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aLostAttemptLeavesNothingBehindAndTheNextOneSucceeds() {
        UUID tenant = UUID.randomUUID();

        String result = retry.inTransaction(() -> {
            rows.call(Map.of("tenant_id", tenant));
            return attempts.get() == 0 ? fail("40P01") : "stored";
        });

        assertThat(result).isEqualTo("stored");
        assertThat(calls(tenant)).isEqualTo(1);
    }

    @Test
    void theLoserOfARaceFindsWhatTheWinnerStored() {
        UUID tenant = UUID.randomUUID();
        Map<String, Object> call =
                Map.of("tenant_id", tenant, "call_sid", "CA" + tenant.toString().replace("-", ""));

        int found = new Race(jdbc, transactionManager)
                .loser(
                        () -> rows.call(call),
                        () -> retry.inTransaction(() -> {
                            attempts.incrementAndGet();
                            int before = calls(tenant);
                            if (before == 0) {
                                rows.call(call);
                            }
                            return before;
                        }));

        assertThat(found).isEqualTo(1);
        assertThat(attempts).hasValue(2);
    }

    private String fail(String state) {
        attempts.incrementAndGet();
        jdbc.sql("DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '%s'; END $$".formatted(state))
                .update();
        return "not failed";
    }

    private int calls(UUID tenant) {
        return jdbc.sql("SELECT count(*) FROM calls WHERE tenant_id = ?")
                .param(tenant)
                .query(Integer.class)
                .single();
    }
}
