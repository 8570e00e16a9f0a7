package com.nevermisscall.callservice.durable;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.PlatformTransactionManager;

class ConflictRetryTest {

    private final ConflictRetry retry = new ConflictRetry(mock(PlatformTransactionManager.class));

    @Test
    void aClosedConnectionHasNoStateAndIsNoLostRace() {
        DataAccessResourceFailureException outage =
                new DataAccessResourceFailureException("away", new SQLException("Connection is closed"));

        assertThatThrownBy(() -> retry.inTransaction(() -> {
                    throw outage;
                }))
                .isSameAs(outage);
    }
}
