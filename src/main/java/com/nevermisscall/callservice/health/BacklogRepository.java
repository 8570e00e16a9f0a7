package com.nevermisscall.callservice.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts what waits, in one round trip. Each part reads an index that holds only what is active, queued or due, and so
 * costs as much as there is backlog, not as much as there is data.
 */
@Repository
class BacklogRepository {

    private static final String BACKLOG = """
            SELECT c.unanswered, c.with_ai, c.with_human, t.texts, t.oldest_text, e.events, e.oldest_event,
                   s.tasks, s.oldest_task, a.ai_tasks, a.oldest_ai_task
            FROM (SELECT count(*) FILTER (WHERE responder = 'NOBODY') AS unanswered,
                         count(*) FILTER (WHERE responder = 'AI')     AS with_ai,
                         count(*) FILTER (WHERE responder = 'HUMAN')  AS with_human
                  FROM conversations WHERE status = 'ACTIVE') c,
                 (SELECT count(*) AS texts, min(created_at) AS oldest_text
                  FROM messages WHERE status = 'QUEUED' AND (claimed_until IS NULL OR claimed_until <= :now)) t,
                 (SELECT count(*) AS events, min(created_at) AS oldest_event FROM outbox_events) e,
                 (SELECT count(*) AS tasks, min(execution_time) AS oldest_task
                  FROM scheduled_tasks WHERE execution_time <= :now AND NOT picked) s,
                 (SELECT count(*) AS ai_tasks, min(execution_time) AS oldest_ai_task
                  FROM scheduled_ai_tasks WHERE execution_time <= :now AND NOT picked) a""";

    private final JdbcClient jdbc;

    BacklogRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What waits now. */
    Backlog at(Instant now) {
        return jdbc.sql(BACKLOG)
                .param("now", Timestamp.from(now))
                .query((row, number) -> backlog(row, now))
                .single();
    }

    private static Backlog backlog(ResultSet row, Instant now) throws SQLException {
        return new Backlog(
                row.getLong("unanswered"),
                row.getLong("with_ai"),
                row.getLong("with_human"),
                row.getLong("texts"),
                age(row.getTimestamp("oldest_text"), now),
                row.getLong("events"),
                age(row.getTimestamp("oldest_event"), now),
                row.getLong("tasks"),
                age(row.getTimestamp("oldest_task"), now),
                row.getLong("ai_tasks"),
                age(row.getTimestamp("oldest_ai_task"), now));
    }

    private static Duration age(Timestamp since, Instant now) {
        return since == null ? Duration.ZERO : Duration.between(since.toInstant(), now);
    }
}
