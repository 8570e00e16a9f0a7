package com.nevermisscall.callservice.support;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks through a whole database, so that a table which somebody adds is looked at too. */
public final class Tables {

    private Tables() {}

    /** The tables, all of them, in which some row has a text in it; {@code %} and {@code _} as in {@code LIKE}. */
    public static List<String> with(JdbcClient db, String text) {
        return db
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> db.sql(
                                "SELECT EXISTS (SELECT 1 FROM %s t WHERE CAST(t AS text) LIKE ?)".formatted(table))
                        .param("%" + text + "%")
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
