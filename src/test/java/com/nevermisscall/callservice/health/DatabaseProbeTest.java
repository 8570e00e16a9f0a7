package com.nevermisscall.callservice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabaseProbeTest {

    private final DataSource database = mock();
    private final Connection connection = mock();
    private final DatabaseProbe probe = new DatabaseProbe(database);

    @BeforeEach
    void connect() throws SQLException {
        given(database.getConnection()).willReturn(connection);
    }

    @AfterEach
    void stop() {
        probe.destroy();
    }

    @Test
    void aValidConnectionIsReachableAndGivenBack() throws SQLException {
        given(connection.isValid(anyInt())).willReturn(true);

        assertThat(probe.isReachable()).isTrue();
        verify(connection).close();
    }

    @Test
    void anInvalidConnectionIsNot() {
        assertThat(probe.isReachable()).isFalse();
    }

    @Test
    void noConnectionIsNotAndTheNextQuestionIsAskedAnew() throws SQLException {
        given(database.getConnection())
                .willThrow(new SQLException("gone", "08006"))
                .willReturn(connection);
        given(connection.isValid(anyInt())).willReturn(true);

        assertThat(probe.isReachable()).isFalse();
        assertThat(probe.isReachable()).isTrue();
    }

    @Test
    @Timeout(30)
    void aHangingDatabaseIsWaitedForASecondAndNotAskedAgainMeanwhile() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        given(connection.isValid(anyInt())).willAnswer(call -> hanging.await(1, TimeUnit.MINUTES));

        assertThat(probe.isReachable()).isFalse();
        assertThat(probe.isReachable()).isFalse();

        hanging.countDown();
        assertThat(probe.isReachable()).isTrue();
        verify(database, atMost(2)).getConnection();
    }
}
