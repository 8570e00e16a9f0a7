package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: a second, doubling, at most a minute, spread by a fifth either way so that what
 * failed together does not come back together.
 */
public class Backoff implements FailureHandler<String> {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    /** The pause after this many failures, counted from zero. */
    public static Duration after(int failures) {
        long millis = FIRST.toMillis() << Math.min(Math.max(failures, 0), DOUBLINGS);
        double spread = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis((long) (Math.min(millis, LONGEST.toMillis()) * spread));
    }

    @Override
    public void onFailure(ExecutionComplete complete, ExecutionOperations<String> operations) {
        Duration pause = after(complete.getExecution().consecutiveFailures);
        operations.reschedule(complete, complete.getTimeDone().plus(pause));
    }
}
