package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Watches how late {@link PunctualTask}s are begun, and makes up for it. */
final class Punctuality implements ExecutionInterceptor {

    private final Rush rush;
    private final Map<String, IntSupplier> others;

    Punctuality(Rush rush, List<PunctualTask> punctual) {
        this.rush = rush;
        this.others = punctual.stream().collect(Collectors.toMap(PunctualTask::name, PunctualTask::others));
    }

    @Override
    public CompletionHandler<?> execute(TaskInstance<?> instance, ExecutionContext context, ExecutionChain chain) {
        IntSupplier more = others.get(instance.getTaskName());
        boolean late = more != null && rush.isLate(context.getExecution().executionTime);
        CompletionHandler<?> end = chain.proceed(instance, context);
        // One alone may be late only because another replica's clock is behind.
        if (late && more.getAsInt() > 0) {
            rush.seen();
        }
        return end;
    }
}
