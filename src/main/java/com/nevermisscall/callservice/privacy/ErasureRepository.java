package com.nevermisscall.callservice.privacy;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only place where calls, conversations, messages and leads are deleted. */
@Repository
class ErasureRepository {

    /**
     * One statement, because calls, conversations and leads refer to each other in a circle: whether somebody refers to
     * a row that is gone is looked at when the statement ends, and by then they are gone as well.
     */
    private static final String ERASE = """
            WITH events AS (DELETE FROM outbox_events
                            WHERE stream_id = ANY (CAST(:conversations AS uuid[]) || CAST(:calls AS uuid[]))),
                 texts AS (DELETE FROM messages WHERE conversation_id = ANY (:conversations)
                           RETURNING id),
                 jobs AS (DELETE FROM leads WHERE conversation_id = ANY (:conversations)
                          RETURNING id),
                 threads AS (DELETE FROM conversations WHERE id = ANY (:conversations)
                             RETURNING id),
                 rings AS (DELETE FROM calls WHERE id = ANY (:calls) RETURNING id)
            SELECT ARRAY(SELECT id FROM rings) AS calls, ARRAY(SELECT id FROM threads) AS conversations,
                   ARRAY(SELECT id FROM jobs) AS leads, (SELECT count(*) FROM texts) AS messages""";

    private static final String SILENT_SINCE = """
            SELECT id FROM conversations WHERE id < :first AND last_activity_at < :limit ORDER BY id LIMIT :batch""";

    private static final String LOCK_CALLS = """
            SELECT id FROM calls WHERE conversation_id = ANY (:conversations) ORDER BY id FOR UPDATE""";

    private static final String LOCK_SILENT = """
            SELECT id, tenant_id FROM conversations
            WHERE id = ANY (:conversations) AND last_activity_at < :limit
              AND NOT EXISTS (SELECT 1 FROM messages m
                              WHERE m.conversation_id = conversations.id AND m.status = 'QUEUED')
            ORDER BY id FOR UPDATE SKIP LOCKED""";

    private static final String LOCK_LONE_CALLS = """
            SELECT id, tenant_id FROM calls
            WHERE id < :first AND conversation_id IS NULL AND updated_at < :limit
            ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED""";

    private final JdbcClient jdbc;

    ErasureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Erases conversations, with messages and leads, and calls; all of them are locked, and no other refers to them. */
    Erased erase(Collection<UUID> conversations, Collection<UUID> calls) {
        return jdbc.sql(ERASE)
                .param("conversations", conversations.toArray(UUID[]::new))
                .param("calls", calls.toArray(UUID[]::new))
                .query((row, number) -> new Erased(
                        ids(row, "calls"), ids(row, "conversations"), ids(row, "leads"), row.getInt("messages")))
                .single();
    }

    /**
     * Some conversations in which nothing has happened since a time; none of them is locked. Found by the id, which
     * tells when each was opened: an index on what changes with every message would cost every message.
     *
     * @param first less than any id that was made after the time
     */
    List<UUID> silentSince(UUID first, Instant limit, int batch) {
        return jdbc.sql(SILENT_SINCE)
                .param("first", first)
                .param("limit", Timestamp.from(limit))
                .param("batch", batch)
                .query(UUID.class)
                .list();
    }

    /** Locks the calls of conversations. */
    List<UUID> lockCallsOf(Collection<UUID> conversations) {
        return jdbc.sql(LOCK_CALLS)
                .param("conversations", conversations.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** Locks those of these conversations that are silent still, and that nobody else holds. */
    List<Owned> lockSilent(Collection<UUID> conversations, Instant limit) {
        return jdbc.sql(LOCK_SILENT)
                .param("conversations", conversations.toArray(UUID[]::new))
                .param("limit", Timestamp.from(limit))
                .query(Owned.class)
                .list();
    }

    /** Locks some calls that led to no conversation and have not changed since a time. */
    List<Owned> lockLoneCalls(UUID first, Instant limit, int batch) {
        return jdbc.sql(LOCK_LONE_CALLS)
                .param("first", first)
                .param("limit", Timestamp.from(limit))
                .param("batch", batch)
                .query(Owned.class)
                .list();
    }

    private static List<UUID> ids(ResultSet row, String column) throws SQLException {
        Array ids = row.getArray(column);
        return Arrays.asList((UUID[]) ids.getArray());
    }

    /** A row and whose it is. */
    record Owned(UUID id, UUID tenantId) {}

    /** What was erased. */
    record Erased(List<UUID> callIds, List<UUID> conversationIds, List<UUID> leadIds, int messages) {

        List<UUID> all() {
            return Stream.of(callIds, conversationIds, leadIds)
                    .flatMap(List::stream)
                    .toList();
        }
    }
}
