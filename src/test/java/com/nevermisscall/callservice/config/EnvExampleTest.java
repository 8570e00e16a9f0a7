package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code .env.example} and {@code application.yaml} tell of the same variables with the same defaults. */
class EnvExampleTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):((?:[^{}]|\\{[^{}]*})*)}");
    private static final Pattern LINE = Pattern.compile("#?([A-Z][A-Z0-9_]*)=(.*)");

    /** Read by code, not by a placeholder. */
    private static final Map<String, String> ELSEWHERE = Map.of("DATABASE_URL", "");

    private final List<String> example = Files.readAllLines(Path.of(".env.example"));

    EnvExampleTest() throws IOException {}

    @Test
    void bothNameTheSameVariablesAndDefaults() throws IOException {
        Map<String, String> settings = new TreeMap<>(ELSEWHERE);
        VARIABLE.matcher(Files.readString(Path.of("src/main/resources/application.yaml")))
                .results()
                .forEach(variable -> settings.put(variable.group(1), variable.group(2)));
        Map<String, String> documented = new TreeMap<>();
        example.stream()
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .map(line -> (MatchResult) line)
                .forEach(line -> documented.put(line.group(1), line.group(2)));

        assertThat(documented).isEqualTo(settings);
    }

    @Test
    void everyVariableIsExplainedInTheLineAboveIt() {
        for (int i = 0; i < example.size(); i++) {
            if (LINE.matcher(example.get(i)).matches()) {
                assertThat(example.get(i - 1)).as(example.get(i)).startsWith("# ");
            }
        }
    }
}
