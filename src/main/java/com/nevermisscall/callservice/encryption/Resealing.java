package com.nevermisscall.callservice.encryption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Seals with the current key what is stored in the clear or under another: after encryption was switched on, and after a
 * new key was put first. It goes through each table in the order of ids, in small batches, and remembers where it is; what
 * came in since the last time is looked at the next time. A value that changes meanwhile is left to whoever changes it,
 * and no row is waited for.
 */
class Resealing {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    private static final int BATCH = 200;
    private static final UUID BEGIN = new UUID(0, 0);

    /** The columns of texts, by table. */
    private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("messages", List.of("body", "error_message"));
        COLUMNS.put("conversations", List.of("last_message"));
        COLUMNS.put(
                "leads",
                List.of(
                        "customer_name",
                        "customer_email",
                        "customer_address",
                        "problem_description",
                        "status_notes",
                        "lost_reason"));
    }

    private static final String RESEAL = """
            UPDATE %1$s t SET %2$s = v.fresh
            FROM unnest(CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS text[])) AS v(id, old, fresh)
            WHERE t.id = v.id AND t.%2$s = v.old
              AND t.id IN (SELECT id FROM %1$s WHERE id = ANY (CAST(? AS uuid[])) FOR NO KEY UPDATE SKIP LOCKED)""";

    private final Vault vault;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Resealing(Vault vault, JdbcTemplate jdbc, Clock clock) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Goes on until everything is sealed with the current key, something is in use by others, or it is to stop. */
    void run(Stop stop) {
        if (!vault.seals()) {
            return;
        }
        // Should a key come back later, it has to begin anew.
        jdbc.update("DELETE FROM sealing_progress WHERE key_name <> ?", vault.currentKey());
        int sealed = 0;
        boolean complete = true;
        for (String table : COLUMNS.keySet()) {
            Batch batch;
            do {
                batch = next(table);
                sealed += batch.sealed();
            } while (batch.goOn() && !stop.isAsked());
            complete &= batch.atTheEnd();
        }
        if (sealed > 0) {
            LOG.info(
                    "Sealed {} stored texts with key {}{}",
                    sealed,
                    vault.currentKey(),
                    complete ? "; there are no others any more" : "; others follow");
        }
    }

    private Batch next(String table) {
        UUID after = progress(table);
        List<String> columns = COLUMNS.get(table);
        List<Row> rows = jdbc.query(
                "SELECT id, tenant_id, %s FROM %s WHERE id > ? ORDER BY id LIMIT %d"
                        .formatted(String.join(", ", columns), table, BATCH),
                (row, number) -> row(row, columns),
                after);
        if (rows.isEmpty()) {
            return new Batch(0, false, true);
        }
        int sealed = 0;
        int stale = 0;
        for (int i = 0; i < columns.size(); i++) {
            List<Change> changes = changes(rows, i);
            stale += changes.size();
            sealed += changes.isEmpty() ? 0 : reseal(table, columns.get(i), changes);
        }
        boolean all = sealed == stale;
        if (all) {
            remember(table, rows.get(rows.size() - 1).id());
        }
        return new Batch(sealed, all, false);
    }

    private static Row row(ResultSet row, List<String> columns) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            values.add(row.getString(column));
        }
        return new Row(row.getObject("id", UUID.class), row.getObject("tenant_id", UUID.class), values);
    }

    private List<Change> changes(List<Row> rows, int column) {
        List<Change> changes = new ArrayList<>();
        for (Row row : rows) {
            String old = row.values().get(column);
            if (!vault.isCurrent(old)) {
                changes.add(new Change(row.id(), old, vault.seal(row.tenantId(), vault.open(row.tenantId(), old))));
            }
        }
        return changes;
    }

    private int reseal(String table, String column, List<Change> changes) {
        String[] ids = changes.stream().map(change -> change.id().toString()).toArray(String[]::new);
        String[] old = changes.stream().map(Change::old).toArray(String[]::new);
        String[] fresh = changes.stream().map(Change::fresh).toArray(String[]::new);
        return jdbc.update(RESEAL.formatted(table, column), ids, old, fresh, ids);
    }

    private UUID progress(String table) {
        return jdbc
                .queryForList(
                        "SELECT after FROM sealing_progress WHERE key_name = ? AND table_name = ?",
                        UUID.class,
                        vault.currentKey(),
                        table)
                .stream()
                .findFirst()
                .orElse(BEGIN);
    }

    private void remember(String table, UUID last) {
        jdbc.update("""
                INSERT INTO sealing_progress (key_name, table_name, after, at) VALUES (?, ?, ?, ?)
                ON CONFLICT (key_name, table_name) DO UPDATE SET after = excluded.after, at = excluded.at""", vault.currentKey(), table, last, Timestamp.from(clock.instant()));
    }

    /** Whether to leave the rest for later. */
    @FunctionalInterface
    interface Stop {

        boolean isAsked();
    }

    private record Row(UUID id, UUID tenantId, List<String> values) {}

    private record Change(UUID id, String old, String fresh) {}

    private record Batch(int sealed, boolean goOn, boolean atTheEnd) {}
}
