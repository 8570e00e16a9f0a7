package com.nevermisscall.callservice.durable;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The alarms that are set at a time, rung by hand. */
class WakeUpTest {

    private final Scheduler workers = mock();
    private final ScheduledExecutorService timer = mock(withSettings().stubOnly());
    private final Queue<Runnable> alarms = new ArrayDeque<>();
    private final WakeUp wakeUp = new WakeUp(() -> workers, Clock.fixed(NOW, ZoneOffset.UTC), timer);

    @BeforeEach
    void keepAlarms() {
        when(timer.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            alarms.add(call.getArgument(0));
            return null;
        });
    }

    @Test
    void anAlarmIsSetForTheNextTwoMinutes() {
        owe(NOW.plusSeconds(120).minusNanos(1000));
        owe(NOW.plusSeconds(120));

        assertThat(alarms).hasSize(1);
        verifyNoInteractions(workers);
        alarms.remove().run();
        verify(workers).triggerCheckForDueExecutions();
    }

    @Test
    void tenThousandAlarmsAreSetAtATime() {
        IntStream.range(0, 10_002).forEach(i -> owe(NOW.plusSeconds(60)));
        assertThat(alarms).hasSize(10_000);

        alarms.remove().run();
        alarms.remove().run();
        verify(workers, times(2)).triggerCheckForDueExecutions();
        IntStream.range(0, 3).forEach(i -> owe(NOW.plusSeconds(60)));

        assertThat(alarms).hasSize(10_000);
    }

    @Test
    void whatIsDueAlreadyNeedsNoAlarm() {
        IntStream.range(0, 10_000).forEach(i -> owe(NOW.plusSeconds(60)));

        owe(NOW);

        verify(workers).triggerCheckForDueExecutions();
    }

    /** As a transaction does that commits. */
    private void owe(Instant due) {
        TransactionSynchronizationManager.initSynchronization();
        try {
            wakeUp.afterCommit(due);
            TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }
}
