package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.stats.StatsRegistry;
import com.github.kagkarlsson.scheduler.task.Task;
import com.nevermisscall.callservice.telemetry.Traces;
import com.nevermisscall.callservice.web.Admission;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.IntUnaryOperator;
import javax.sql.DataSource;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Two lanes of durable work, each with workers and a table of its own, and the timer that wakes them. */
@Configuration(proxyBeanMethods = false)
class DurableConfiguration {

    private static final String SLOW_TABLE = "scheduled_ai_tasks";

    /** Done in a fraction of a second, should a tenant's all fall due in the moment when another's does. */
    private static final int FAST_AT_ONCE = 50;

    private static final int FAST_PER_SECOND = 20;

    /** As many AI turns as a tenant may have under way, and fewer a second than even a slow AI can take. */
    private static final int SLOW_AT_ONCE = 24;

    private static final int SLOW_PER_SECOND = 2;

    /** db-scheduler reads the same clock as everything else. */
    @Bean
    com.github.kagkarlsson.scheduler.Clock dbSchedulerClock(Clock clock) {
        return clock::instant;
    }

    @Bean
    TenantWorkers tenantWorkers(DurableProperties properties, Clock clock) {
        return new TenantWorkers(properties.slowWorkers(), clock);
    }

    @Bean
    WaitingWorkers waitingWorkers(DbSchedulerProperties settings, Clock clock) {
        return new WaitingWorkers(settings.getThreads(), clock);
    }

    @Bean
    Rush rush(Clock clock) {
        return new Rush(clock, TimeMeter.SYSTEM_NANOTIME::currentTimeNanos);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService dueTimer() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("due-timer-");
        threads.setDaemon(true);
        return new ScheduledThreadPoolExecutor(1, threads);
    }

    @Bean
    @Primary
    @DependsOnDatabaseInitialization
    DurableTasks durableTasks(
            DataSource dataSource,
            ObjectProvider<Scheduler> workers,
            Clock clock,
            ScheduledExecutorService dueTimer,
            Traces traces) {
        Share share = new Share(FAST_AT_ONCE, FAST_PER_SECOND, TimeMeter.SYSTEM_NANOTIME);
        WakeUp wakeUp = new WakeUp(workers::getIfAvailable, clock, dueTimer);
        return new DurableTasks(dataSource, "scheduled_tasks", share, wakeUp, traces);
    }

    @Bean
    @DependsOnDatabaseInitialization
    DurableTasks slowDurableTasks(
            DataSource dataSource,
            @Qualifier("slowWorkers") ObjectProvider<Workers> workers,
            Clock clock,
            ScheduledExecutorService dueTimer,
            Traces traces) {
        Share share = new Share(SLOW_AT_ONCE, SLOW_PER_SECOND, TimeMeter.SYSTEM_NANOTIME);
        WakeUp wakeUp = new WakeUp(() -> workers.getObject().scheduler(), clock, dueTimer);
        return new DurableTasks(dataSource, SLOW_TABLE, share, wakeUp, traces);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Workers workers(
            DataSource dataSource,
            DbSchedulerProperties settings,
            StatsRegistry statistics,
            com.github.kagkarlsson.scheduler.Clock clock,
            TracedExecution tracing,
            Rush rush,
            WaitingWorkers waiting,
            List<PunctualTask> punctual,
            List<Task<?>> tasks) {
        List<ExecutionInterceptor> interceptors = List.of(tracing, new Perseverance(), new Punctuality(rush, punctual));
        FairFetch picking = new FairFetch(IntUnaryOperator.identity(), waiting::notNow);
        return new Workers(dataSource, settings, statistics, clock, interceptors, picking, tasks);
    }

    /** In place of the starter's own, which Spring would stop late, and one lane after the other. */
    @Bean(destroyMethod = "")
    Scheduler scheduler(@Qualifier("workers") Workers workers) {
        return workers.scheduler();
    }

    /**
     * Workers and a table of their own for tasks that wait long for others (the AI, an address check), so that a hanging
     * collaborator starves neither texts nor countdowns. In a {@link Rush}, and while requests have
     * to wait, few are begun.
     */
    @Bean
    @DependsOnDatabaseInitialization
    Workers slowWorkers(
            DataSource dataSource,
            DbSchedulerProperties settings,
            DurableProperties properties,
            StatsRegistry statistics,
            com.github.kagkarlsson.scheduler.Clock clock,
            TracedExecution tracing,
            Rush rush,
            Admission admission,
            List<SlowTask> tasks) {
        DbSchedulerProperties slow = new DbSchedulerProperties();
        BeanUtils.copyProperties(settings, slow);
        slow.setTableName(SLOW_TABLE);
        slow.setThreads(properties.slowWorkers());
        slow.setSchedulerName("slow@" + new SchedulerName.Hostname().getName());
        List<Task<?>> known =
                List.copyOf(tasks.stream().<Task<?>>map(SlowTask::task).toList());
        IntUnaryOperator usable = free -> {
            if (admission.isPressed()) {
                rush.seen();
            }
            return rush.mayBegin(free);
        };
        FairFetch picking = new FairFetch(usable, List::of);
        return new Workers(dataSource, slow, statistics, clock, List.of(tracing, new Perseverance()), picking, known);
    }
}
