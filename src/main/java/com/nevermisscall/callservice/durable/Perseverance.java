package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps work from suffering for what is not its fault. What the shutdown interrupts is due again at once, for another
 * replica; what the database's absence broke is due again when it is back, and has not failed; and its end is written
 * even if that takes an outage.
 */
final class Perseverance implements ExecutionInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Perseverance.class);

    @Override
    public CompletionHandler<?> execute(TaskInstance<?> instance, ExecutionContext context, ExecutionChain chain) {
        return persistent(proceed(instance, context, chain), context);
    }

    private static CompletionHandler<?> proceed(
            TaskInstance<?> instance, ExecutionContext context, ExecutionChain chain) {
        try {
            return chain.proceed(instance, context);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()
                    && context.getSchedulerState().isShuttingDown()) {
                LOG.info("{} did not end before the shutdown and is handed on", instance.getTaskName());
                return dueAgainAfter(Duration.ZERO);
            }
            if (DatabaseAway.isCauseOf(e)) {
                LOG.debug("{} lost the database and is tried again", instance.getTaskName());
                return dueAgainAfter(Backoff.after(0));
            }
            throw e;
        } finally {
            // The interrupt was for the work. With the flag set the pool would give no connection to write its end.
            Thread.interrupted();
        }
    }

    /** Counted from the end of the try, so that no pause is added to an outage. */
    private static CompletionHandler<?> dueAgainAfter(Duration pause) {
        return (complete, operations) ->
                operations.reschedule(complete, complete.getTimeDone().plus(pause));
    }

    @SuppressWarnings("unchecked")
    private static CompletionHandler<?> persistent(CompletionHandler<?> end, ExecutionContext context) {
        CompletionHandler<Object> handler = (CompletionHandler<Object>) end;
        return (CompletionHandler<Object>) (complete, operations) -> {
            boolean written = false;
            while (!written) {
                written = written(handler, complete, operations, context);
            }
        };
    }

    private static boolean written(
            CompletionHandler<Object> handler,
            ExecutionComplete complete,
            ExecutionOperations<Object> operations,
            ExecutionContext context) {
        String task = complete.getExecution().taskInstance.getTaskName();
        try {
            handler.complete(complete, operations);
            return true;
        } catch (ExecutionException e) {
            // Held for dead while it was stopped or cut off, or the first try to write its end came through after all.
            LOG.info("The end of {} is no longer this replica's to write", task);
            return true;
        } catch (RuntimeException e) {
            if (!DatabaseAway.isCauseOf(e)) {
                throw e;
            }
            if (context.getSchedulerState().isShuttingDown()) {
                LOG.warn("The end of {} could not be written before the shutdown; it will be done again", task);
                return true;
            }
            return false;
        }
    }
}
