package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Workers and a table of their own for tasks that wait long for others (the AI, an address check), so that a hanging
 * collaborator starves neither texts nor countdowns.
 */
class SlowWorkers implements SmartLifecycle {

    static final String TABLE = "scheduled_ai_tasks";

    private final Scheduler scheduler;
    private volatile boolean running;

    SlowWorkers(DataSource dataSource, List<SlowTask> tasks, int threads, Clock clock) {
        List<Task<?>> known =
                List.copyOf(tasks.stream().<Task<?>>map(SlowTask::task).toList());
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), known)
                .tableName(TABLE)
                .jdbcCustomization(new FairFetch())
                .schedulerName(new SchedulerName.Fixed("slow@" + new SchedulerName.Hostname().getName()))
                .clock(clock::instant)
                .threads(threads)
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(Duration.ofMillis(200))
                .heartbeatInterval(Duration.ofSeconds(1))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(20))
                .build();
    }

    /** The workers, to be woken. */
    Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
