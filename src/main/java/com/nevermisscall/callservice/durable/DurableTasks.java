package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.JavaSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.nevermisscall.callservice.telemetry.Traces;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Work owed for later, as rows of one db-scheduler table. Rows are written in the transaction of the change that owes
 * them, so that both are there or neither is. A task is named by an id that carries its generation (such as
 * {@code conversationId:turn}); its handler must be a conditional state change, because it can run twice.
 */
@Transactional(propagation = Propagation.MANDATORY)
public class DurableTasks {

    /** As db-scheduler itself writes the data of a task. */
    private static final Serializer DATA = new JavaSerializer();

    private final SchedulerClient client;
    private final JdbcClient jdbc;
    private final Share share;
    private final WakeUp wakeUp;
    private final Traces traces;
    private final String scheduleIfAbsentSql;
    private final String withdrawSql;

    DurableTasks(DataSource dataSource, String table, Share share, WakeUp wakeUp, Traces traces) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .tableName(table)
                .enablePriority()
                // Not to be found out: that takes a connection while the beans are made.
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .build();
        this.share = share;
        this.jdbc = JdbcClient.create(dataSource);
        this.wakeUp = wakeUp;
        this.traces = traces;
        this.scheduleIfAbsentSql = "INSERT INTO " + table
                + " (task_name, task_instance, task_data, execution_time, priority, picked, version)"
                + " VALUES (?, ?, ?, ?, ?, false, 1)"
                + " ON CONFLICT (task_name, task_instance) DO NOTHING";
        this.withdrawSql = "DELETE FROM " + table + " WHERE task_name = ? AND task_instance = ? AND NOT picked";
    }

    /**
     * Owes a task for a tenant, due at a time, that continues the running trace; workers of this replica are woken when
     * it is due, others find it by polling. One that is beyond the tenant's {@link Share} yields to the tasks of others.
     * Nobody is woken for it: where there are many such, each would have the workers look in vain.
     */
    public void schedule(UUID tenantId, String task, String instance, Instant due) {
        int priority = share.priorityOfNext(tenantId);
        String trace = traces.current();
        TaskInstance<String> owed = new TaskInstance<>(task, instance, () -> trace, priority);
        client.scheduleBatch(List.of(SchedulableInstance.of(owed, due)));
        wake(priority, due);
    }

    /** Owes a task as {@link #schedule} does, unless it is owed already, at whatever time. */
    public void scheduleIfAbsent(UUID tenantId, String task, String instance, Instant due) {
        int priority = share.priorityOfNext(tenantId);
        jdbc.sql(scheduleIfAbsentSql)
                .params(task, instance, DATA.serialize(traces.current()), Timestamp.from(due), priority)
                .update();
        wake(priority, due);
    }

    private void wake(int priority, Instant due) {
        if (priority > Priority.LOW) {
            wakeUp.afterCommit(due);
        }
    }

    /** Removes a task that is paid or cancelled; one that already runs is left to find that nothing is owed. */
    public void withdraw(String task, String instance) {
        jdbc.sql(withdrawSql).params(task, instance).update();
    }
}
