package com.nevermisscall.callservice.durable;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.nevermisscall.callservice.support.SettableTime;
import com.nevermisscall.callservice.support.SqlTest;
import com.nevermisscall.callservice.telemetry.Traces;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tasks are rows of the transaction that owes them; workers are woken once they can see them. */
@SqlTest
class DurableTasksIT {

    private final String instance = UUID.randomUUID() + ":1";
    private static final UUID TENANT = UUID.randomUUID();

    private final Share share = new Share(2, 1, new SettableTime());
    private final Scheduler workers = mock();
    private final Traces traces = mock();
    private final ScheduledExecutorService timer = mock();
    private DurableTasks tasks;
    private TransactionTemplate transaction;
    private TransactionTemplate separate;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void tasks(
            @Autowired DataSource dataSource,
            @Autowired AutowireCapableBeanFactory beans,
            @Autowired PlatformTransactionManager transactionManager) {
        WakeUp wakeUp = new WakeUp(() -> workers, Clock.fixed(NOW, ZoneOffset.UTC), timer);
        // As a bean would be, so that what is declared of transactions holds.
        tasks = (DurableTasks)
                beans.initializeBean(new DurableTasks(dataSource, "scheduled_tasks", share, wakeUp, traces), "tasks");
        transaction = new TransactionTemplate(transactionManager);
        separate = new TransactionTemplate(
                transactionManager, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    @Test
    void aTaskIsThereWithTheChangeThatOwesIt() {
        transaction.executeWithoutResult(status -> tasks.schedule(TENANT, "countdown", instance, NOW.plusSeconds(60)));

        assertThat(due()).containsExactly(NOW.plusSeconds(60));
    }

    @Test
    void aTaskIsGoneWithTheChangeThatOwedIt() {
        transaction.executeWithoutResult(status -> {
            tasks.schedule(TENANT, "countdown", instance, NOW);
            assertThat(due()).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(due()).isEmpty();
        verifyNoInteractions(workers);
    }

    @Test
    void nothingIsOwedOutsideATransaction() {
        List<Runnable> calls = List.of(
                () -> tasks.schedule(TENANT, "countdown", instance, NOW),
                () -> tasks.scheduleIfAbsent(TENANT, "countdown", instance, NOW),
                () -> tasks.withdraw("countdown", instance),
                () -> tasks.hasten("countdown", NOW, Map.of()),
                () -> tasks.lockDue("countdown", NOW, 4),
                () -> tasks.paid("countdown", List.of(instance)));

        calls.forEach(call -> assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(call::run));
        assertThat(due()).isEmpty();
    }

    @Test
    void workersAreWokenAfterTheCommitAndNotBefore() {
        transaction.executeWithoutResult(status -> {
            tasks.schedule(TENANT, "countdown", instance, NOW);
            verify(workers, never()).triggerCheckForDueExecutions();
        });

        verify(workers).triggerCheckForDueExecutions();
    }

    @Test
    void workersAreWokenWhenTheTaskFallsDue() {
        transaction.executeWithoutResult(status -> tasks.schedule(TENANT, "countdown", instance, NOW.plusSeconds(60)));

        verify(timer).schedule(any(Runnable.class), eq(60_001L), eq(TimeUnit.MILLISECONDS));
        verifyNoInteractions(workers);
    }

    @Test
    void nobodySetsAnAlarmForWhatIsTwoMinutesAhead() {
        transaction.executeWithoutResult(
                status -> tasks.schedule(TENANT, "countdown", instance, NOW.plus(Duration.ofMinutes(2))));

        verifyNoInteractions(workers);
        verify(timer, never()).schedule(any(Runnable.class), any(Long.class), any());
    }

    @Test
    void aTaskThatIsOwedAlreadyIsLeftAlone() {
        transaction.executeWithoutResult(status -> tasks.scheduleIfAbsent(TENANT, "countdown", instance, NOW));
        transaction.executeWithoutResult(
                status -> tasks.scheduleIfAbsent(TENANT, "countdown", instance, NOW.plusSeconds(5)));

        assertThat(due()).containsExactly(NOW);
        verify(workers).triggerCheckForDueExecutions();
    }

    @Test
    void aTaskIsWithdrawnWithTheTransaction() {
        transaction.executeWithoutResult(status -> tasks.schedule(TENANT, "countdown", instance, NOW));

        transaction.executeWithoutResult(status -> {
            tasks.withdraw("countdown", instance);
            status.setRollbackOnly();
        });
        assertThat(due()).hasSize(1);

        transaction.executeWithoutResult(status -> tasks.withdraw("countdown", instance));
        assertThat(due()).isEmpty();
    }

    @Test
    void aTaskThatRunsIsLeftAlone() {
        transaction.executeWithoutResult(status -> tasks.schedule(TENANT, "countdown", instance, NOW));
        jdbc.sql("UPDATE scheduled_tasks SET picked = true WHERE task_instance = ?")
                .param(instance)
                .update();

        transaction.executeWithoutResult(status -> tasks.withdraw("countdown", instance));

        assertThat(due()).containsExactly(NOW);
    }

    @Test
    void ofTheTimeThatTasksWaitATwelfthIsLeftAndNoneComesBeforeItsOwnTime() {
        Map<String, Instant> notBefore = new HashMap<>();
        notBefore.put(instance + ":free", null);
        notBefore.put(instance + ":told", NOW.plusSeconds(30));
        notBefore.put(instance + ":told-early", NOW.plusSeconds(3));
        notBefore.put(instance + ":told-late", NOW.plusSeconds(90));
        notBefore.put(instance + ":past", NOW.minusSeconds(90));
        transaction.executeWithoutResult(status -> {
            notBefore.keySet().forEach(each -> tasks.schedule(TENANT, "deliver-sms", each, NOW.plusSeconds(60)));
            tasks.schedule(TENANT, "deliver-sms", instance + ":other", NOW.plusSeconds(60));
            tasks.schedule(TENANT, "countdown", instance + ":free", NOW.plusSeconds(60));
        });

        transaction.executeWithoutResult(status -> tasks.hasten("deliver-sms", NOW, notBefore));

        assertThat(jdbc.sql("""
                                SELECT task_name || substr(task_instance, ?) || ' '
                                    || extract(epoch FROM execution_time - ?::timestamptz)::int
                                FROM scheduled_tasks WHERE task_instance LIKE ?""")
                        .params(instance.length() + 1, Timestamp.from(NOW), instance + "%")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "deliver-sms:free 5",
                        "deliver-sms:told 30",
                        "deliver-sms:told-early 5",
                        "deliver-sms:told-late 60",
                        "deliver-sms:past 5",
                        "deliver-sms:other 60",
                        "countdown:free 60");
    }

    @Test
    void whatIsDueOrRunsOrIsHeldByAnotherIsNotHastened() {
        transaction.executeWithoutResult(status -> {
            tasks.schedule(TENANT, "deliver-sms", instance + ":due", NOW.minusSeconds(60));
            tasks.schedule(TENANT, "deliver-sms", instance + ":runs", NOW.plusSeconds(60));
            tasks.schedule(TENANT, "deliver-sms", instance + ":held", NOW.plusSeconds(60));
        });
        jdbc.sql("UPDATE scheduled_tasks SET picked = true WHERE task_instance = ?")
                .param(instance + ":runs")
                .update();
        Map<String, Instant> notBefore = new HashMap<>();
        List.of(":due", ":runs", ":held").forEach(each -> notBefore.put(instance + each, null));

        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT 1 FROM scheduled_tasks WHERE task_instance = ? FOR UPDATE")
                    .param(instance + ":held")
                    .query(Integer.class)
                    .single();
            separate.executeWithoutResult(other -> tasks.hasten("deliver-sms", NOW, notBefore));
        });

        assertThat(jdbc.sql("SELECT execution_time FROM scheduled_tasks WHERE task_instance LIKE ? ORDER BY 1")
                        .param(instance + "%")
                        .query(Timestamp.class)
                        .list())
                .extracting(Timestamp::toInstant)
                .containsExactly(NOW.minusSeconds(60), NOW.plusSeconds(60), NOW.plusSeconds(60));
    }

    @Test
    void onlyTheNamedTaskIsWithdrawn() {
        transaction.executeWithoutResult(status -> {
            tasks.schedule(TENANT, "countdown", instance, NOW);
            tasks.withdraw("ai-turn", instance);
            tasks.withdraw("countdown", instance + "0");
        });

        assertThat(due()).containsExactly(NOW);
    }

    @Test
    void whatIsBeyondTheTenantsShareYieldsAndWakesNobody() {
        transaction.executeWithoutResult(status -> {
            tasks.schedule(TENANT, "countdown", instance + ":1", NOW);
            tasks.schedule(TENANT, "countdown", instance + ":2", NOW);
        });
        clearInvocations(workers);

        transaction.executeWithoutResult(status -> tasks.schedule(TENANT, "countdown", instance + ":3", NOW));
        verifyNoInteractions(workers);
        transaction.executeWithoutResult(status -> tasks.schedule(UUID.randomUUID(), "countdown", instance, NOW));

        verify(workers).triggerCheckForDueExecutions();
        assertThat(jdbc.sql("SELECT priority FROM scheduled_tasks WHERE task_instance LIKE ? ORDER BY task_instance")
                        .param(instance + "%")
                        .query(Integer.class)
                        .list())
                .containsExactly(50, 50, 50, 10);
    }

    @Test
    void severalAreOwedAtOnceAndWakeTheWorkersForTheFirst() {
        transaction.executeWithoutResult(status -> tasks.schedule(List.of(
                tasks.owed(TENANT, "countdown", instance, NOW.plusSeconds(60)),
                tasks.owed(TENANT, "countdown", instance + ":2", NOW.plusSeconds(30)),
                tasks.owed(TENANT, "countdown", instance + ":3", NOW.plusSeconds(1)))));

        assertThat(due()).containsExactly(NOW.plusSeconds(60));
        verify(timer).schedule(any(Runnable.class), eq(30_001L), eq(TimeUnit.MILLISECONDS));
    }

    @Test
    void whatIsDueIsTakenInOrderOfTimeOneInFourOfWhatYields() {
        when(traces.current()).thenReturn("its trace");
        String name = "due-" + UUID.randomUUID();
        transaction.executeWithoutResult(status -> IntStream.range(0, 5).forEach(i -> {
            tasks.schedule(UUID.randomUUID(), name, "ordinary" + i, NOW.minusSeconds(i));
            tasks.schedule(TENANT, name, "flood" + i, NOW.minusSeconds(i));
        }));
        jdbc.sql("UPDATE scheduled_tasks SET priority = 10 WHERE task_name = ? AND task_instance LIKE 'flood%'")
                .param(name)
                .update();
        jdbc.sql("UPDATE scheduled_tasks SET picked = true WHERE task_name = ? AND task_instance = 'ordinary4'")
                .param(name)
                .update();

        transaction.executeWithoutResult(status -> {
            List<DurableTasks.Due> due = tasks.lockDue(name, NOW.minusSeconds(1), 8);
            assertThat(due)
                    .extracting(DurableTasks.Due::instance)
                    .containsExactly("ordinary3", "ordinary2", "ordinary1", "flood4", "flood3");
            assertThat(due).extracting(DurableTasks.Due::trace).containsOnly("its trace");
            assertThat(new TransactionTemplate(
                                    transaction.getTransactionManager(),
                                    new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW))
                            .<List<DurableTasks.Due>>execute(other -> tasks.lockDue(name, NOW.minusSeconds(1), 8)))
                    .as("left for another")
                    .extracting(DurableTasks.Due::instance)
                    .containsExactly("flood2", "flood1");
            tasks.paid(name, List.of("ordinary3", "flood4"));
        });

        assertThat(jdbc.sql("SELECT task_instance FROM scheduled_tasks WHERE task_name = ?")
                        .param(name)
                        .query(String.class)
                        .list())
                .hasSize(8)
                .doesNotContain("ordinary3", "flood4");
    }

    @Test
    void whatIsDoneForOneOfSeveralContinuesItsTrace() {
        ObservationRegistry observations = ObservationRegistry.create();
        when(traces.continuation("its trace", "callservice.task", "countdown"))
                .thenReturn(Observation.createNotStarted("callservice.task", observations));
        Runnable work = mock();

        transaction.executeWithoutResult(status -> {
            tasks.continuing("countdown", new DurableTasks.Due(instance, "its trace"), work);
            tasks.continuing("countdown", new DurableTasks.Due(instance, null), work);
        });

        verify(work, times(2)).run();
        verify(traces).continuation("its trace", "callservice.task", "countdown");
    }

    private List<Instant> due() {
        return jdbc
                .sql("SELECT execution_time FROM scheduled_tasks WHERE task_instance = ?")
                .param(instance)
                .query(Timestamp.class)
                .list()
                .stream()
                .map(Timestamp::toInstant)
                .toList();
    }
}
