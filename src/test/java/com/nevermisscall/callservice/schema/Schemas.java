package com.nevermisscall.callservice.schema;

import com.nevermisscall.callservice.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service's tables several times in one database: each schema as a release made it, to be compared and copied. */
final class Schemas {

    private final DataSource database;
    private final JdbcClient jdbc;

    private Schemas(DataSource database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
    }

    /** In an empty database that nobody else gets. */
    static Schemas inFreshDatabase() {
        TestDatabase fresh = TestDatabase.fresh();
        return new Schemas(new DriverManagerDataSource(fresh.url(), fresh.username(), fresh.password()));
    }

    DataSource database() {
        return database;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** Every migration there is, the oldest first. */
    List<MigrationVersion> versions() {
        return Arrays.stream(flyway("none", MigrationVersion.LATEST).info().all())
                .map(MigrationInfo::getVersion)
                .toList();
    }

    /** Makes the schema, or brings it up, to what it was with this migration. */
    void migrate(String schema, MigrationVersion version) {
        flyway(schema, version).migrate();
    }

    /** Our tables in a schema, without Flyway's own. */
    List<String> tables(String schema) {
        return jdbc.sql("SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(?) AND relkind IN ('r', 'p')"
                        + " AND NOT relispartition AND relname <> 'flyway_schema_history' ORDER BY relname")
                .param(schema)
                .query(String.class)
                .list();
    }

    int count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
    }

    /** What the first release writes; see {@code release-1.sql}. */
    static String releaseOne() {
        try {
            return new ClassPathResource("schema/release-1.sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what the first release writes. */
    void writeReleaseOne(String schema) {
        jdbc.sql("SET search_path = " + schema + ";" + releaseOne() + "; RESET search_path")
                .update();
    }

    /**
     * Puts one row into every table that has none, made up from its columns, so that a new table is tried like the others.
     * A table whose checks such a row does not pass fails here, and wants a row of its own in {@code release-1.sql}'s way.
     */
    void fillEmptyTables(String schema) {
        for (String table : tables(schema)) {
            if (count(schema + "." + table) == 0) {
                jdbc.sql(rowFor(schema, table)).update();
            }
        }
    }

    private String rowFor(String schema, String table) {
        List<Column> columns =
                jdbc.sql("""
                        SELECT attname AS name, format_type(atttypid, NULL) AS type,
                               (SELECT substring(pg_get_constraintdef(c.oid) FROM '''([^'']*)''') FROM pg_constraint c
                                WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND a.attnum = ANY (c.conkey)
                                ORDER BY c.oid LIMIT 1) AS allowed
                        FROM pg_attribute a WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
                          AND NOT atthasdef AND attidentity = ''""").param(schema + "." + table).query(Column.class).list();
        return "INSERT INTO %s.%s (%s) VALUES (%s)"
                .formatted(
                        schema,
                        table,
                        columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                        columns.stream().map(Column::value).collect(Collectors.joining(", ")));
    }

    private Flyway flyway(String schema, MigrationVersion version) {
        return Flyway.configure()
                .dataSource(database)
                .schemas(schema)
                .target(version)
                .load();
    }

    /** A column without a default, and the first value that a check names. */
    private record Column(String name, String type, String allowed) {

        String value() {
            return switch (type) {
                case "uuid" -> "gen_random_uuid()";
                case "uuid[]" -> "ARRAY[gen_random_uuid()]";
                case "timestamp with time zone" -> "now()";
                case "boolean" -> "true";
                case "bytea" -> "'\\x00'";
                default -> allowed == null ? "'1'" : "'" + allowed + "'";
            };
        }
    }
}
