package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerConfigurationSupport;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.stats.StatsRegistry;
import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * One lane of durable work. It starts when all else is up, and stops beside the web server and the other lane instead of
 * after them: it takes nothing more, lets what it has begun come to its end, and interrupts what does not in ten
 * seconds, which {@link Perseverance} hands on.
 */
class Workers implements SmartLifecycle {

    private final SteadyConnections connections;
    private final Scheduler scheduler;

    Workers(
            DataSource pool,
            DbSchedulerProperties settings,
            StatsRegistry statistics,
            Clock clock,
            List<ExecutionInterceptor> interceptors,
            FairFetch picking,
            List<Task<?>> tasks) {
        this.connections = new SteadyConnections(pool);
        this.scheduler = DbSchedulerConfigurationSupport.buildScheduler(
                settings,
                new Fairly(picking),
                statistics,
                clock,
                connections,
                tasks,
                List.of(new TroubleLog(settings.getTableName(), clock)),
                interceptors);
    }

    /** What runs the work; to be woken. */
    Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void stop() {
        connections.stopWaiting();
        scheduler.stop();
    }

    /** On a thread of its own, so that everything of this phase stops at the same time. */
    @Override
    public void stop(Runnable whenStopped) {
        new Thread(() -> stopAndTell(whenStopped), "workers-shutdown").start();
    }

    private void stopAndTell(Runnable whenStopped) {
        try {
            stop();
        } finally {
            whenStopped.run();
        }
    }

    @Override
    public boolean isRunning() {
        SchedulerState state = scheduler.getSchedulerState();
        return state.isStarted() && !state.isShuttingDown();
    }

    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;
    }

    private record Fairly(FairFetch picking) implements DbSchedulerCustomizer {

        @Override
        public Optional<JdbcCustomization> jdbcCustomization() {
            return Optional.of(picking);
        }
    }
}
