package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many of this replica's fast workers may wait for somebody else: six in ten, so that one who hangs, as long as that
 * is not known, leaves workers for what must be punctual. While as many wait as may, tasks that would have to wait too
 * are left where they are ({@link FairFetch}); those that were taken in the same moment are sent away.
 */
public class WaitingWorkers {

    /** As long as one who does not hang needs to let others in, so that nothing is put off then. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Set<String> names = new CopyOnWriteArraySet<>();
    private final Semaphore free;
    private final Clock clock;

    WaitingWorkers(int workers, Clock clock) {
        this.free = new Semaphore(Math.max(1, workers * 6 / 10));
        this.clock = clock;
    }

    /** Makes a task like {@link DurableTask#named} that waits for somebody else, so that few of it run at once. */
    public Task<String> task(String name, DurableTask work) {
        names.add(name);
        return DurableTask.named(name, instance -> hold(() -> work.run(instance)));
    }

    /** The names of the tasks that are not to be begun at the moment: none, or while as many wait as may, all of these. */
    Collection<String> notNow() {
        return free.availablePermits() > 0 ? List.of() : names;
    }

    /** Does the work on this thread, unless all that may wait go on waiting: then says when to try again. */
    Optional<Instant> hold(Supplier<Optional<Instant>> work) {
        if (!isFreeInTime()) {
            return Optional.of(clock.instant().plus(PAUSE));
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    private boolean isFreeInTime() {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
