package com.nevermisscall.callservice.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.Statements;
import com.nevermisscall.callservice.support.Statements.Statement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every statement on a hot path finds its rows by an index, whatever the size of the tables. */
class QueryPlanIT extends HotPaths {

    private static LargeTables tables;

    @BeforeAll
    static void fill() throws SQLException {
        tables = new LargeTables();
    }

    @AfterAll
    static void close() throws SQLException {
        tables.close();
    }

    @Test
    void noStatementReadsAWholeTable() throws SQLException {
        Map<String, Statement> sent = new LinkedHashMap<>();
        for (HotPath path : HotPath.values()) {
            begin();
            path.walk(this).all().forEach(statement -> sent.putIfAbsent(statement.sql(), statement));
        }
        Statements.inBackground().forEach(statement -> sent.putIfAbsent(statement.sql(), statement));
        assertThat(sent).hasSizeGreaterThan(50);

        Map<String, List<String>> scanning = new LinkedHashMap<>();
        for (Statement statement : sent.values()) {
            List<String> plans = tables.scanning(statement);
            if (!plans.isEmpty()) {
                scanning.put(statement.sql(), plans);
            }
        }
        assertThat(scanning).isEmpty();
    }

    @Test
    void aStatementThatReadsAWholeTableIsFound() throws SQLException {
        assertThat(tables.scanning(new Statement("SELECT id FROM messages WHERE body = 'Hello'", List.of())))
                .hasSize(2);
    }
}
