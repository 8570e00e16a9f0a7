package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.task.Task;

/** A task for the slow workers; as a bean it is known to them and not to the others. */
public record SlowTask(Task<String> task) {

    /** Makes one like {@link DurableTask#named}. */
    public static SlowTask named(String name, DurableTask work) {
        return new SlowTask(DurableTask.named(name, work));
    }
}
