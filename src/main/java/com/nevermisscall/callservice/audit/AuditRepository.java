package com.nevermisscall.callservice.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the trail: in and out, nothing else; the database refuses changes. */
@Repository
class AuditRepository {

    private static final String INSERT =
            "INSERT INTO audit_entries (tenant_id, id, at, user_id, act, subject_ids, address, request_id) VALUES ";

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?)";

    /** In two forms, so that each is planned for what it asks: the trail from its end, or by its subject's index. */
    private static final String PAGE = """
            SELECT id, at, user_id, act, subject_ids, address, request_id FROM audit_entries
            WHERE tenant_id = :tenant AND id < :before AND (CAST(:user AS uuid) IS NULL OR user_id = :user)%s
            ORDER BY id DESC LIMIT :limit""";

    private static final String OF_ALL = PAGE.formatted("");
    private static final String OF_SUBJECT = PAGE.formatted(" AND subject_ids @> :subjects");

    private final JdbcClient jdbc;

    AuditRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds entries of any tenants, all or none of them. */
    void add(List<TenantEntry> together) {
        jdbc.sql(INSERT + String.join(", ", Collections.nCopies(together.size(), ROW)))
                .params(together.stream().flatMap(AuditRepository::values).toList())
                .update();
    }

    private static Stream<Object> values(TenantEntry one) {
        AuditEntry entry = one.entry();
        return Stream.of(
                one.tenantId(),
                entry.id(),
                Timestamp.from(entry.timestamp()),
                new SqlParameterValue(Types.OTHER, entry.userId()),
                entry.action().name(),
                entry.subjectIds().toArray(UUID[]::new),
                new SqlParameterValue(Types.VARCHAR, entry.ipAddress()),
                new SqlParameterValue(Types.VARCHAR, entry.requestId()));
    }

    /** The newest entries before one, newest first; user and subject may be null for any. */
    List<AuditEntry> before(UUID tenantId, UUID before, UUID userId, UUID subjectId, int limit) {
        JdbcClient.StatementSpec query = jdbc.sql(subjectId == null ? OF_ALL : OF_SUBJECT)
                .param("tenant", tenantId)
                .param("before", before)
                .param("user", userId, Types.OTHER)
                .param("limit", limit);
        return (subjectId == null ? query : query.param("subjects", new UUID[] {subjectId}))
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

    /** An entry and whose it is; an entry alone is what its tenant is shown. */
    record TenantEntry(UUID tenantId, AuditEntry entry) {}
}
