package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.MDC;

/** What is done when a task falls due: a conditional state change, because it can run twice or late. */
@FunctionalInterface
public interface DurableTask {

    /**
     * Does what the instance stands for, if it is still owed.
     *
     * @param instance the id under which the task was scheduled
     * @return when to run again, or empty when nothing is owed any more
     * @throws RuntimeException a fault of ours: run again after a pause that grows from a second to a minute
     */
    Optional<Instant> run(String instance);

    /**
     * Makes the db-scheduler task; it is never given up, and taken over when its replica dies. Its data is nothing but
     * the trace that it continues ({@link TracedExecution}).
     */
    static Task<String> named(String name, DurableTask work) {
        return Tasks.custom(name, String.class)
                .onFailure(new Backoff())
                .onDeadExecutionRevive()
                .execute((instance, context) -> inOwnLogContext(work, instance.getId())
                        .<CompletionHandler<String>>map(
                                again -> (complete, operations) -> operations.reschedule(complete, again))
                        .orElseGet(CompletionHandler.OnCompleteRemove::new));
    }

    private static Optional<Instant> inOwnLogContext(DurableTask work, String instance) {
        try {
            return work.run(instance);
        } finally {
            MDC.clear();
        }
    }
}
