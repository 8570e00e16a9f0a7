package com.nevermisscall.callservice.audit;

import com.nevermisscall.callservice.config.UuidArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the trail: in and out, nothing else; the database refuses changes. */
@Repository
class AuditRepository {

    private static final String INSERT = """
            INSERT INTO audit_entries (tenant_id, id, at, user_id, act, subject_ids, address, request_id)
            VALUES (:tenant, :id, :at, :user, :act, CAST(:subjects AS uuid[]), :address, :request)""";

    /** In two forms, so that each is planned for what it asks: the trail from its end, or by its subject's index. */
    private static final String PAGE = """
            SELECT id, at, user_id, act, subject_ids, address, request_id FROM audit_entries
            WHERE tenant_id = :tenant AND id < :before AND (CAST(:user AS uuid) IS NULL OR user_id = :user)%s
            ORDER BY id DESC LIMIT :limit""";

    private static final String OF_ALL = PAGE.formatted("");
    private static final String OF_SUBJECT = PAGE.formatted(" AND subject_ids @> CAST(:subjects AS uuid[])");

    private final JdbcClient jdbc;

    AuditRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID tenantId, AuditEntry entry) {
        jdbc.sql(INSERT)
                .param("tenant", tenantId)
                .param("id", entry.id())
                .param("at", Timestamp.from(entry.timestamp()))
                .param("user", entry.userId(), Types.OTHER)
                .param("act", entry.action().name())
                .param("subjects", UuidArray.of(entry.subjectIds()))
                .param("address", entry.ipAddress(), Types.VARCHAR)
                .param("request", entry.requestId(), Types.VARCHAR)
                .update();
    }

    /** The newest entries before one, newest first; user and subject may be null for any. */
    List<AuditEntry> before(UUID tenantId, UUID before, UUID userId, UUID subjectId, int limit) {
        JdbcClient.StatementSpec query = jdbc.sql(subjectId == null ? OF_ALL : OF_SUBJECT)
                .param("tenant", tenantId)
                .param("before", before)
                .param("user", userId, Types.OTHER)
                .param("limit", limit);
        return (subjectId == null ? query : query.param("subjects", UuidArray.of(List.of(subjectId))))
                .query(AuditRepository::entry)
                .list();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getObject("user_id", UUID.class),
                Act.valueOf(row.getString("act")),
                Arrays.asList((UUID[]) row.getArray("subject_ids").getArray()),
                row.getString("address"),
                row.getString("request_id"));
    }
}
