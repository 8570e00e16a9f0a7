package com.nevermisscall.callservice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An upgrade loses nothing and stops nobody: the first release's data come through every migration, and while it goes on
 * replicas of any earlier release go on writing into the newest schema. A new migration is tried without a change here.
 */
class UpgradeIT {

    /** {@code table.column} that a migration took away on purpose, after a release that did not know it any more. */
    private static final Set<String> RETIRED = Set.of();

    private static final String GROWING = "growing";
    private static final String NEWEST = "newest";

    private static final Schemas SCHEMAS = Schemas.inFreshDatabase();
    private static final List<MigrationVersion> VERSIONS = SCHEMAS.versions();
    private static final JdbcClient JDBC = SCHEMAS.jdbc();
    private static final TransactionTemplate TRANSACTION =
            new TransactionTemplate(new DataSourceTransactionManager(SCHEMAS.database()));

    /** Grows a schema with data through all migrations, and keeps a copy of what there was with each. */
    @BeforeAll
    static void grow() {
        for (MigrationVersion version : VERSIONS) {
            SCHEMAS.migrate(GROWING, version);
            if (version.equals(VERSIONS.get(0))) {
                SCHEMAS.writeReleaseOne(GROWING);
            }
            SCHEMAS.fillEmptyTables(GROWING);
            JDBC.sql("CREATE SCHEMA " + copy(version)).update();
            SCHEMAS.tables(GROWING)
                    .forEach(table -> JDBC.sql(
                                    "CREATE TABLE %s.%s AS TABLE %s.%s".formatted(copy(version), table, GROWING, table))
                            .update());
        }
        SCHEMAS.migrate(NEWEST, MigrationVersion.LATEST);
    }

    static List<MigrationVersion> versions() {
        return VERSIONS;
    }

    /** A value that was there is there; what was null may have got one. */
    @ParameterizedTest
    @MethodSource("versions")
    void whatWasThereIsThere(MigrationVersion version) {
        for (String table : SCHEMAS.tables(copy(version))) {
            String before = copy(version) + "." + table;
            String now = GROWING + "." + table;
            assertThat(SCHEMAS.count(now)).as(table).isEqualTo(SCHEMAS.count(before));
            assertThat(JDBC.sql("""
                            SELECT jsonb_strip_nulls(to_jsonb(b)) - ?::text[] FROM %s b WHERE NOT EXISTS
                                (SELECT 1 FROM %s n WHERE to_jsonb(n) @> (jsonb_strip_nulls(to_jsonb(b)) - ?::text[]))""".formatted(before, now))
                            .param(retired(table))
                            .param(retired(table))
                            .query(String.class)
                            .list())
                    .as("lost from %s", table)
                    .isEmpty();
        }
    }

    /** Without the columns that later migrations brought, and without those that the release never wrote. */
    @ParameterizedTest
    @MethodSource("versions")
    void whatAnEarlierReleaseWritesTheNewestSchemaTakes(MigrationVersion version) {
        TRANSACTION.executeWithoutResult(rolledBack -> {
            rolledBack.setRollbackOnly();
            deferReferences();
            for (String table : SCHEMAS.tables(copy(version))) {
                String columns = written(version, table);
                assertThat(JDBC.sql("INSERT INTO %s.%s (%s) SELECT %s FROM %s.%s"
                                        .formatted(NEWEST, table, columns, columns, copy(version), table))
                                .update())
                        .as(table)
                        .isPositive();
            }
            JDBC.sql("SET CONSTRAINTS ALL IMMEDIATE").update();
        });
    }

    /** Nothing is tried by a column that is always empty; {@code priority} is written since V3. */
    @Test
    void theFirstReleasesDataFillEveryColumn() {
        MigrationVersion first = VERSIONS.get(0);
        for (String table : SCHEMAS.tables(copy(first))) {
            assertThat(JDBC.sql("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0"
                                    + " AND NOT attisdropped AND attname <> 'priority' AND attidentity = ''")
                            .param(copy(first) + "." + table)
                            .query(String.class)
                            .list())
                    .as(table)
                    .allSatisfy(column ->
                            assertThat(filled(first, table, column)).as(column).isTrue());
        }
    }

    private static String written(MigrationVersion version, String table) {
        return JDBC
                .sql("""
                        SELECT attname FROM pg_attribute a WHERE attrelid = to_regclass(?) AND attnum > 0
                          AND NOT EXISTS (SELECT 1 FROM pg_attribute n
                                          WHERE n.attrelid = to_regclass(?) AND n.attname = a.attname AND n.attidentity <> '')
                        ORDER BY attnum""")
                .param(copy(version) + "." + table)
                .param(NEWEST + "." + table)
                .query(String.class)
                .list()
                .stream()
                .filter(column -> !RETIRED.contains(table + "." + column) && filled(version, table, column))
                .collect(Collectors.joining(", "));
    }

    private static boolean filled(MigrationVersion version, String table, String column) {
        return JDBC.sql("SELECT count(%s) > 0 FROM %s.%s".formatted(column, copy(version), table))
                .query(Boolean.class)
                .single();
    }

    /** The rows come table by table; that they fit each other is seen at the end. */
    private static void deferReferences() {
        JDBC.sql("SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', conrelid::regclass,"
                        + " conname) FROM pg_constraint WHERE contype = 'f' AND connamespace = to_regnamespace(?)")
                .param(NEWEST)
                .query(String.class)
                .list()
                .forEach(statement -> JDBC.sql(statement).update());
    }

    private static String[] retired(String table) {
        return RETIRED.stream()
                .filter(column -> column.startsWith(table + "."))
                .map(column -> column.substring(table.length() + 1))
                .toArray(String[]::new);
    }

    private static String copy(MigrationVersion version) {
        return "release_" + version.getVersion().replace('.', '_');
    }
}
