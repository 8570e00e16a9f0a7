package com.nevermisscall.callservice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The schema is fit to be partitioned by tenant, by PostgreSQL itself or by an engine such as Citus, which ask for the same:
 * {@code tenant_id} in every key and every reference. It is done here, by PostgreSQL, with whatever tables there are.
 */
class TenantPartitioningIT {

    /** Keys of one column that are unique in the world and not by our doing: Twilio's ids. */
    private static final Set<String> UNIQUE_BY_OTHERS = Set.of("calls_call_sid_key", "messages_message_sid_key");

    private static final String WHOLE = "whole";
    private static final String PARTITIONED = "partitioned";

    private static final Schemas SCHEMAS = Schemas.inFreshDatabase();
    private static final JdbcClient JDBC = SCHEMAS.jdbc();

    @BeforeAll
    static void fill() {
        SCHEMAS.migrate(WHOLE, MigrationVersion.LATEST);
        SCHEMAS.writeReleaseOne(WHOLE);
        SCHEMAS.fillEmptyTables(WHOLE);
    }

    @Test
    void everyKeyAndReferenceCarriesTheTenant() {
        JDBC.sql("CREATE SCHEMA " + PARTITIONED).update();
        List<String> tables = tenantTables();
        assertThat(tables).contains("calls", "conversations", "messages", "leads", "opt_outs", "outbox_events");

        tables.forEach(TenantPartitioningIT::partition);
        keys().forEach(key -> JDBC.sql(key.withTenant()).update());
        tables.forEach(
                table -> JDBC.sql("INSERT INTO %s.%s SELECT * FROM %s.%s".formatted(PARTITIONED, table, WHOLE, table))
                        .update());
        // Last, because the tables refer to each other; what is there is checked, too: no row refers to another
        // tenant's.
        references().forEach(reference -> JDBC.sql(reference.withTenant()).update());

        assertThat(tables)
                .allSatisfy(table -> assertThat(SCHEMAS.count(PARTITIONED + "." + table))
                        .as(table)
                        .isEqualTo(SCHEMAS.count(WHOLE + "." + table))
                        .isPositive());
    }

    /** Or the key would hold less than it does now, as soon as it holds within a tenant only. */
    @Test
    void theTenantInAKeyChangesNothingOfWhatItHolds() {
        assertThat(keys())
                .hasSizeGreaterThan(10)
                .allSatisfy(key -> assertThat(key.columns().contains("tenant_id")
                                || UNIQUE_BY_OTHERS.contains(key.name())
                                || key.determinesTenant())
                        .as("%s (%s)", key.name(), key.columns())
                        .isTrue());
    }

    @Test
    void noReferenceLeavesTheTenantsTables() {
        assertThat(references())
                .hasSizeGreaterThan(5)
                .allSatisfy(reference -> assertThat(tenantTables())
                        .as(reference.name())
                        .contains(reference.source(), reference.target()))
                // To set a reference null would set the tenant null with it.
                .allSatisfy(reference ->
                        assertThat(reference.onDelete()).as(reference.name()).isIn("a", "r", "c"));
    }

    private static List<String> tenantTables() {
        return JDBC.sql("""
                        SELECT relname FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
                        WHERE relnamespace = to_regnamespace(?) AND relkind = 'r' AND attname = 'tenant_id' AND attnotnull
                          AND atttypid = 'uuid'::regtype ORDER BY relname""").param(WHOLE).query(String.class).list();
    }

    private static void partition(String table) {
        JDBC.sql(
                        "CREATE TABLE %s.%s (LIKE %s.%s INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY HASH (tenant_id)"
                                .formatted(PARTITIONED, table, WHOLE, table))
                .update();
        for (int remainder = 0; remainder < 4; remainder++) {
            JDBC.sql("CREATE TABLE %s.%s_%d PARTITION OF %s.%s FOR VALUES WITH (MODULUS 4, REMAINDER %d)"
                            .formatted(PARTITIONED, table, remainder, PARTITIONED, table, remainder))
                    .update();
        }
    }

    /** The primary keys, unique constraints and unique indexes of all tables that name the tenant or refer to one. */
    private static List<Key> keys() {
        return JDBC.sql("""
                        SELECT i.relname AS name, t.relname AS of, pg_get_expr(indpred, indrelid) AS condition,
                               array_to_string(ARRAY(SELECT pg_get_indexdef(indexrelid, n, false)
                                                     FROM generate_series(1, indnkeyatts) n), ', ') AS columns,
                               EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = indrelid AND a.attnum = ANY (indkey)
                                  AND (a.attidentity <> '' OR indisprimary AND indnkeyatts = 1 AND atttypid = 'uuid'::regtype
                                       OR EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f'
                                                  AND f.conrelid = indrelid AND f.conkey = ARRAY[a.attnum])))
                                   AS determines_tenant
                        FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
                        WHERE indisunique AND t.relnamespace = to_regnamespace(?) AND t.relname = ANY (?::text[])""")
                .param(WHOLE)
                .param(tenantTables().toArray(String[]::new))
                .query(Key.class)
                .list();
    }

    private static List<Reference> references() {
        return JDBC.sql("""
                        SELECT conname AS name, s.relname AS source, t.relname AS target, confdeltype::text AS on_delete,
                               (SELECT string_agg(attname, ', ') FROM pg_attribute
                                WHERE attrelid = conrelid AND attnum = ANY (conkey)) AS columns,
                               (SELECT string_agg(attname, ', ') FROM pg_attribute
                                WHERE attrelid = confrelid AND attnum = ANY (confkey)) AS targets
                        FROM pg_constraint JOIN pg_class s ON s.oid = conrelid JOIN pg_class t ON t.oid = confrelid
                        WHERE contype = 'f' AND connamespace = to_regnamespace(?)""").param(WHOLE).query(Reference.class).list();
    }

    /** Something that there is one of; {@code condition} is null where it holds for all rows. */
    private record Key(String name, String of, String condition, String columns, boolean determinesTenant) {

        String withTenant() {
            return "CREATE UNIQUE INDEX ON %s.%s (%s)%s"
                    .formatted(
                            PARTITIONED,
                            of,
                            columns.contains("tenant_id") ? columns : "tenant_id, " + columns,
                            condition == null ? "" : " WHERE " + condition);
        }
    }

    /** A reference by one column. */
    private record Reference(
            String name, String source, String target, String onDelete, String columns, String targets) {

        String withTenant() {
            return "ALTER TABLE %s.%s ADD FOREIGN KEY (tenant_id, %s) REFERENCES %s.%s (tenant_id, %s)"
                    .formatted(PARTITIONED, source, columns, PARTITIONED, target, targets);
        }
    }
}
