package com.nevermisscall.callservice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
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
    @Timeout(5)
    void aHangingDatabaseIsAskedOnceAndWaitedForASecond() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        given(connection.isValid(anyInt())).willAnswer(call -> hanging.await(1, TimeUnit.MINUTES));

        List<CompletableFuture<Boolean>> asking = Stream.generate(
                        () -> CompletableFuture.supplyAsync(probe::isReachable, Runnable::run))
                .limit(2)
                .toList();

        assertThat(asking).allMatch(answer -> !answer.join());
        verify(database, times(1)).getConnection();
        hanging.countDown();
        Awaitility.await().until(probe::isReachable);
    }
}
