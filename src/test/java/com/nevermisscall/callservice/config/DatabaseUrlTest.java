package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            postgresql://u:p@db:6543/calls                     | jdbc:postgresql://db:6543/calls                       | u   | p
            postgres://u:p@db/calls                            | jdbc:postgresql://db:5432/calls                       | u   | p
            postgresql://db/calls                              | jdbc:postgresql://db:5432/calls                       | -   | -
            postgresql://u@db/calls                            | jdbc:postgresql://db:5432/calls                       | u   | -
            postgresql://u%40x:p%2Fa%3As%2Bs+%25@db/calls      | jdbc:postgresql://db:5432/calls                       | u@x | p/a:s+s+%
            postgresql://u:a:b@db/calls                        | jdbc:postgresql://db:5432/calls                       | u   | a:b
            postgresql://u:p@[::1]:5433/calls                  | jdbc:postgresql://[::1]:5433/calls                    | u   | p
            postgresql://u:p@[fe80::1]/calls                   | jdbc:postgresql://[fe80::1]:5432/calls                | u   | p
            postgresql://u:p@one,two:5433/calls                | jdbc:postgresql://one:5432,two:5433/calls             | u   | p
            postgresql://u:p@db/calls?sslmode=require          | jdbc:postgresql://db:5432/calls?sslmode=require       | u   | p
            postgresql://u:p@db/calls?application_name=a%20b   | jdbc:postgresql://db:5432/calls?ApplicationName=a+b   | u   | p
            postgresql://u:p@db/calls?connect_timeout=3&a=b    | jdbc:postgresql://db:5432/calls?connectTimeout=3&a=b  | u   | p
            postgresql://db/calls?user=u&password=p%26q        | jdbc:postgresql://db:5432/calls                       | u   | p&q
            jdbc:postgresql://db/calls?user=u                  | jdbc:postgresql://db/calls?user=u                     | -   | -
            """)
    void isTakenApart(String url, String jdbcUrl, String username, String password) {
        assertThat(DatabaseUrl.parse(url)).isEqualTo(new DatabaseUrl(jdbcUrl, username, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2@db/calls",
                "postgresql://u:hunter2@db",
                "postgresql://u:hunter2@db/",
                "postgresql://u:hunter2@/calls",
                "postgresql://u:hunter2@x@db/calls",
                "postgresql://u:hunter2/x@db/calls",
                "postgresql://u:hunter2#x@db/calls",
                "postgresql://u:hunter2%@db/calls",
                "postgresql://u:hunter2%zz@db/calls",
                "postgresql://u:hunter2@db:port/calls",
                "postgresql://u:hunter2@db:70000/calls",
                "postgresql://u:hunter2@db:0/calls",
                "postgresql://u:hunter2@db,,db/calls",
                "postgresql://u:hunter2@db/calls?sslmode",
                "postgresql://u:hunter2@db/calls?=x",
                "db:5432/calls",
                "jdbc:mysql://db/calls",
            })
    void isRefusedWithoutTellingIt(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .startsWith("must ")
                .doesNotContain("hunter2");
    }

    @Test
    void neverTellsItsCredentials() {
        assertThat(DatabaseUrl.parse("postgresql://me:hunter2@db/calls").toString())
                .doesNotContain("hunter2", "me:");
    }
}
