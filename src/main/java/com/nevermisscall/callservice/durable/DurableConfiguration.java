package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Two lanes of durable work, each with workers and a table of its own, and the timer that wakes them. */
@Configuration(proxyBeanMethods = false)
class DurableConfiguration {

    /** db-scheduler reads the same clock as everything else. */
    @Bean
    com.github.kagkarlsson.scheduler.Clock dbSchedulerClock(Clock clock) {
        return clock::instant;
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
            DataSource dataSource, ObjectProvider<Scheduler> workers, Clock clock, ScheduledExecutorService dueTimer) {
        return new DurableTasks(dataSource, "scheduled_tasks", new WakeUp(workers::getIfAvailable, clock, dueTimer));
    }

    @Bean
    @DependsOnDatabaseInitialization
    DurableTasks slowDurableTasks(
            DataSource dataSource,
            ObjectProvider<SlowWorkers> workers,
            Clock clock,
            ScheduledExecutorService dueTimer) {
        WakeUp wakeUp = new WakeUp(() -> workers.getObject().scheduler(), clock, dueTimer);
        return new DurableTasks(dataSource, SlowWorkers.TABLE, wakeUp);
    }

    @Bean
    @DependsOnDatabaseInitialization
    SlowWorkers slowWorkers(DataSource dataSource, List<SlowTask> tasks, DurableProperties properties, Clock clock) {
        return new SlowWorkers(dataSource, tasks, properties.slowWorkers(), clock);
    }
}
