package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.TaskResolver.UnresolvedTask;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Priority;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Picks due tasks by time, those of ordinary priority first; what is beyond a tenant's {@link Share} gets what they leave,
 * but one place in four at least, so that it is never starved. db-scheduler's own order by priority would read the whole
 * index of what is not due yet with every poll, and starve.
 */
class FairFetch extends PostgreSqlJdbcCustomization {

    private static final int PLACES_PER_YIELDING_ONE = 4;

    private static final String DUE = """
            SELECT task_name, task_instance FROM %1$s
            WHERE NOT picked AND execution_time <= ? AND task_name <> ALL (?) AND priority %2$s
            ORDER BY execution_time LIMIT %3$s FOR UPDATE SKIP LOCKED""";

    private static final String PICK = """
            WITH spared AS (%2$s), ordinary AS (%3$s), yielding AS (%4$s),
            picked AS (
                UPDATE %1$s SET picked = true, picked_by = ?, last_heartbeat = ?, version = version + 1
                WHERE (task_name, task_instance) IN (TABLE spared UNION ALL TABLE ordinary UNION ALL TABLE yielding)
                RETURNING *)
            SELECT * FROM picked ORDER BY priority DESC, execution_time""";

    private final AtomicLong places = new AtomicLong();

    FairFetch() {
        super(false, false);
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext context, Instant now, int limit, boolean orderByPriority) {
        String[] unknown = context.taskResolver.getUnresolved().stream()
                .map(UnresolvedTask::getTaskName)
                .toArray(String[]::new);
        return context.jdbcRunner.query(
                pick(context.tableName, limit, spared(limit)),
                statement -> {
                    int index = 1;
                    for (int branch = 0; branch < 3; branch++) {
                        setInstant(statement, index++, now);
                        statement.setArray(index++, statement.getConnection().createArrayOf("text", unknown));
                    }
                    String name = context.schedulerName.getName();
                    statement.setString(index++, name.substring(0, Math.min(50, name.length())));
                    setInstant(statement, index, now);
                },
                context.resultSetMapper.get());
    }

    /** Every fourth place, counted over all fetches: a fetch seldom has four. */
    private int spared(int limit) {
        long before = places.getAndAdd(limit);
        return (int) ((before + limit) / PLACES_PER_YIELDING_ONE - before / PLACES_PER_YIELDING_ONE);
    }

    private static String pick(String table, int limit, int spared) {
        String left = "(" + limit + " - (SELECT count(*) FROM spared))";
        String leftAfterThose = "(" + left + " - (SELECT count(*) FROM ordinary))";
        String yielding = "< " + Priority.MEDIUM;
        return PICK.formatted(
                table,
                DUE.formatted(table, yielding, String.valueOf(spared)),
                DUE.formatted(table, ">= " + Priority.MEDIUM, left),
                DUE.formatted(
                        table, yielding + " AND (task_name, task_instance) NOT IN (TABLE spared)", leftAfterThose));
    }
}
