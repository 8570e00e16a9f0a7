package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.nevermisscall.callservice.telemetry.Traces;
import org.springframework.stereotype.Component;

/**
 * Lets a task continue the trace of what owed it, on whatever replica and however much later: the AI's answer belongs to
 * the customer's text. Recurring tasks continue nothing and are not traced.
 */
@Component
class TracedExecution implements ExecutionInterceptor {

    private final Traces traces;

    TracedExecution(Traces traces) {
        this.traces = traces;
    }

    @Override
    public CompletionHandler<?> execute(TaskInstance<?> task, ExecutionContext context, ExecutionChain chain) {
        return task.getData() instanceof String trace
                ? traces.continuation(trace, "callservice.task", task.getTaskName())
                        .observe(() -> chain.proceed(task, context))
                : chain.proceed(task, context);
    }
}
