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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    private static final String LOCK_DUE = """
            SELECT * FROM (
                SELECT task_instance, task_data FROM %s
                WHERE task_name = ? AND NOT picked AND execution_time <= ? AND priority %s
                ORDER BY execution_time LIMIT ? FOR UPDATE SKIP LOCKED) AS ordinary
            UNION ALL
            SELECT * FROM (
                SELECT task_instance, task_data FROM %s
                WHERE task_name = ? AND NOT picked AND execution_time <= ? AND priority %s
                ORDER BY execution_time LIMIT ? FOR UPDATE SKIP LOCKED) AS yielding""";

    /** A twelfth of a minute's pause is five seconds, over which what waited is spread as before. */
    private static final String HASTEN = """
            UPDATE %s AS task
            SET execution_time = GREATEST(waits.not_before, ?::timestamptz + (task.execution_time - ?::timestamptz) / 12)
            FROM unnest(?::text[], ?::timestamptz[]) AS waits (instance, not_before)
            WHERE task.task_instance = waits.instance AND (task.execution_time > waits.not_before) IS NOT FALSE
                AND (task.task_name, task.task_instance) IN (
                    SELECT task_name, task_instance FROM %s
                    WHERE task_name = ? AND NOT picked AND execution_time > ? FOR UPDATE SKIP LOCKED)""";

    private final SchedulerClient client;
    private final JdbcClient jdbc;
    private final Share share;
    private final WakeUp wakeUp;
    private final Traces traces;
    private final String scheduleIfAbsentSql;
    private final String withdrawSql;
    private final String lockDueSql;
    private final String paidSql;
    private final String hastenSql;

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
        this.lockDueSql = LOCK_DUE.formatted(table, FairFetch.ORDINARY, table, FairFetch.YIELDING);
        this.paidSql = "DELETE FROM " + table + " WHERE task_name = ? AND task_instance = ANY (?)";
        this.hastenSql = HASTEN.formatted(table, table);
        this.withdrawSql = "DELETE FROM " + table + " WHERE task_name = ? AND task_instance = ? AND NOT picked";
    }

    /**
     * Owes a task for a tenant, due at a time, that continues the running trace; workers of this replica are woken when
     * it is due, others find it by polling. One that is beyond the tenant's {@link Share} yields to the tasks of others.
     * Nobody is woken for it: where there are many such, each would have the workers look in vain.
     */
    public void schedule(UUID tenantId, String task, String instance, Instant due) {
        schedule(List.of(owed(tenantId, task, instance, due)));
    }

    /** A task that continues the running trace; it is owed once it is {@link #schedule(List) scheduled}. */
    public Owed owed(UUID tenantId, String task, String instance, Instant due) {
        int priority = share.priorityOfNext(tenantId);
        String trace = traces.current();
        return new Owed(new TaskInstance<>(task, instance, () -> trace, priority), due);
    }

    /** Owes several tasks as {@link #schedule} does one, in one statement. */
    public void schedule(List<Owed> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        client.scheduleBatch(tasks.stream()
                .<SchedulableInstance<?>>map(owed -> SchedulableInstance.of(owed.task(), owed.due()))
                .toList());
        tasks.stream()
                .filter(owed -> owed.task().getPriority() > Priority.LOW)
                .map(Owed::due)
                .min(Comparator.naturalOrder())
                .ifPresent(wakeUp::afterCommit);
    }

    /** Owes a task as {@link #schedule} does, unless it is owed already, at whatever time. */
    public void scheduleIfAbsent(UUID tenantId, String task, String instance, Instant due) {
        int priority = share.priorityOfNext(tenantId);
        jdbc.sql(scheduleIfAbsentSql)
                .params(task, instance, DATA.serialize(traces.current()), Timestamp.from(due), priority)
                .update();
        if (priority > Priority.LOW) {
            wakeUp.afterCommit(due);
        }
    }

    /** Removes a task that is paid or cancelled; one that already runs is left to find that nothing is owed. */
    public void withdraw(String task, String instance) {
        jdbc.sql(withdrawSql).params(task, instance).update();
    }

    /**
     * Leaves of the time that tasks still wait a twelfth, so that they stay apart, but brings none before its own time.
     * What is due or taken already stays as it is, and so does what somebody else is about to change.
     *
     * @param notBefore the tasks' instances, each with the time before which it must not be due, or null
     */
    public void hasten(String task, Instant now, Map<String, Instant> notBefore) {
        Timestamp time = Timestamp.from(now);
        List<String> instances = List.copyOf(notBefore.keySet());
        Timestamp[] earliest = instances.stream()
                .map(notBefore::get)
                .map(at -> at == null ? null : Timestamp.from(at))
                .toArray(Timestamp[]::new);
        jdbc.sql(hastenSql)
                .params(time, time, instances.toArray(String[]::new), earliest, task, time)
                .update();
    }

    /**
     * Keeps from everybody else, until the running transaction ends, some of the tasks of a name that are due and that
     * nobody has taken: the first in time, three in four of ordinary priority. Waits for nobody, so who holds them may
     * not wait for a lock that a {@link #withdraw withdrawer} may hold either.
     *
     * @param most how many at most; at least 4
     */
    public List<Due> lockDue(String task, Instant now, int most) {
        Timestamp due = Timestamp.from(now);
        int yielding = most / FairFetch.PLACES_PER_YIELDING_ONE;
        return jdbc.sql(lockDueSql)
                .params(task, due, most - yielding, task, due, yielding)
                .query((row, number) -> new Due(
                        row.getString("task_instance"), DATA.deserialize(String.class, row.getBytes("task_data"))))
                .list();
    }

    /** Does something for one of several tasks that are done together, as a part of the trace that this one continues. */
    public void continuing(String task, Due due, Runnable work) {
        if (due.trace() == null) {
            work.run();
        } else {
            traces.continuation(due.trace(), "callservice.task", task).observe(work);
        }
    }

    /** Removes tasks that are {@link #lockDue locked} and paid. */
    public void paid(String task, List<String> instances) {
        jdbc.sql(paidSql).params(task, instances.toArray(String[]::new)).update();
    }

    /** A task to be owed. */
    public record Owed(TaskInstance<String> task, Instant due) {}

    /**
     * A task that is due.
     *
     * @param instance the id under which it was scheduled
     * @param trace    what it continues, or null
     */
    public record Due(String instance, String trace) {}
}
