package com.nevermisscall.callservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.EndpointAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md and CONTRIBUTING.md tell of what is there, all of it and nothing else. */
class DocumentationTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):((?:[^{}]|\\{[^{}]*})*)}");
    private static final Pattern SETTING_ROW = row("([A-Z][A-Z0-9_]*)` \\| (.*?) \\|.*");
    private static final Pattern ENDPOINT_ROW = row("((?:GET|POST|PUT|PATCH|DELETE) /\\S*)` \\|.*");
    /** Two cells; CONTRIBUTING's other tables begin with a class or have three. */
    private static final Pattern DEPENDENCY_ROW = row("([a-z][a-z0-9._-]+)` \\| [^|]+ \\|");

    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)</artifactId>");

    /** Longer ones would burst the table; it says where they stand. */
    private static final int LONGEST_DEFAULT = 60;

    @Test
    void theReadmeListsEverySettingWithItsDefault() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("DATABASE_URL", "none");
        VARIABLE.matcher(Files.readString(Path.of("src/main/resources/application.yaml")))
                .results()
                .forEach(variable -> settings.put(variable.group(1), cell(variable.group(2))));
        Map<String, String> listed = new TreeMap<>();
        rows("README.md", SETTING_ROW).forEach(row -> listed.put(row.group(1), row.group(2)));

        assertThat(listed).isEqualTo(settings);
    }

    @Test
    void theReadmeListsEveryEndpoint() throws IOException {
        assertThat(rows("README.md", ENDPOINT_ROW).map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(EndpointAudit.endpointsOfTheService());
    }

    @Test
    void contributingSaysWhyEachDependencyIsThere() throws IOException {
        Set<String> dependencies = DEPENDENCY
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(dependency -> dependency.group(1))
                .collect(Collectors.toSet());

        assertThat(rows("CONTRIBUTING.md", DEPENDENCY_ROW).map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(dependencies);
    }

    private static String cell(String value) {
        if (value.isEmpty()) {
            return "none";
        }
        return value.length() > LONGEST_DEFAULT ? "see `.env.example`" : "`" + value + "`";
    }

    /** A row of a Markdown table whose first cell is code. */
    private static Pattern row(String rest) {
        return Pattern.compile("\\| `" + rest);
    }

    private static Stream<MatchResult> rows(String file, Pattern row) throws IOException {
        return Files.readString(Path.of(file))
                .lines()
                .map(row::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> (MatchResult) matcher);
    }
}
