package com.nevermisscall.callservice.durable;

import com.github.kagkarlsson.scheduler.TaskResolver.UnresolvedTask;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Priority;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Picks due tasks by time, those of ordinary priority first; what is beyond a tenant's {@link Share} gets what they leave,
 * but one place in four at least, so that it is never starved. db-scheduler's own order by priority would starve it, and
 * would read all that is not due yet with every poll.
 */
class FairFetch extends PostgreSqlJdbcCustomization {

    static final int PLACES_PER_YIELDING_ONE = 4;
    private static final int LONGEST_NAME = 50;

    static final String ORDINARY = ">= " + Priority.MEDIUM;
    static final String YIELDING = "< " + Priority.MEDIUM;

    /** The inner limit is for the planner, which can make nothing of one that is computed; only what is wanted is locked. */
    private static final String DUE = """
            SELECT * FROM (
                SELECT task_name, task_instance FROM %s
                WHERE NOT picked AND execution_time <= ? AND priority %s %s
                ORDER BY execution_time LIMIT %d FOR UPDATE SKIP LOCKED) AS due
            LIMIT %s""";

    private static final String PICK = """
            WITH spared AS (%s), ordinary AS (%s), yielding AS (%s),
            picked AS (
                UPDATE %s SET picked = true, picked_by = ?, last_heartbeat = ?, version = version + 1
                WHERE (task_name, task_instance) IN (TABLE spared UNION ALL TABLE ordinary UNION ALL TABLE yielding)
                RETURNING *)
            SELECT * FROM picked ORDER BY priority DESC, execution_time""";

    private final AtomicLong places = new AtomicLong();

    private final IntUnaryOperator usable;
    private final Supplier<Collection<String>> notNow;

    /**
     * Picks for a lane.
     *
     * @param usable says of so many free workers how many may take something now
     * @param notNow the names of the tasks that nobody may take now; none, usually: others make another statement
     */
    FairFetch(IntUnaryOperator usable, Supplier<Collection<String>> notNow) {
        super(false, false);
        this.usable = usable;
        this.notNow = notNow;
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext context, Instant now, int free, boolean orderByPriority) {
        int limit = usable.applyAsInt(free);
        return limit == 0 ? List.of() : fetch(context, now, limit);
    }

    private List<Execution> fetch(JdbcTaskRepositoryContext context, Instant now, int limit) {
        Stream<String> unknown = context.taskResolver.getUnresolved().stream().map(UnresolvedTask::getTaskName);
        List<String> skipped = Stream.concat(unknown, notNow.get().stream()).toList();
        String name = context.schedulerName.getName();
        return context.jdbcRunner.query(
                pick(context.tableName, skipped.size(), limit, spared(limit)),
                statement -> {
                    int next = 1;
                    for (int branch = 0; branch < 3; branch++) {
                        next = setDue(statement, next, now, skipped);
                    }
                    statement.setString(next++, name.substring(0, Math.min(LONGEST_NAME, name.length())));
                    setInstant(statement, next, now);
                },
                context.resultSetMapper.get());
    }

    /** Every fourth place, counted over all fetches: a fetch seldom has four. */
    private int spared(int limit) {
        long before = places.getAndAdd(limit);
        return (int) ((before + limit) / PLACES_PER_YIELDING_ONE - before / PLACES_PER_YIELDING_ONE);
    }

    /** The statement for so many places; tasks of so many names are left to replicas that know them, or for later. */
    static String pick(String table, int skipped, int limit, int spared) {
        String wanted = skipped == 0
                ? ""
                : "AND task_name NOT IN (" + String.join(", ", Collections.nCopies(skipped, "?")) + ")";
        String left = limit + " - (SELECT count(*) FROM spared)";
        return PICK.formatted(
                DUE.formatted(table, YIELDING, wanted, limit, String.valueOf(spared)),
                DUE.formatted(table, ORDINARY, wanted, limit, left),
                DUE.formatted(
                        table,
                        YIELDING,
                        wanted + " AND (task_name, task_instance) NOT IN (TABLE spared)",
                        limit,
                        left + " - (SELECT count(*) FROM ordinary)"),
                table);
    }

    private int setDue(PreparedStatement statement, int first, Instant now, List<String> skipped) throws SQLException {
        int next = first;
        setInstant(statement, next++, now);
        for (String task : skipped) {
            statement.setString(next++, task);
        }
        return next;
    }
}
