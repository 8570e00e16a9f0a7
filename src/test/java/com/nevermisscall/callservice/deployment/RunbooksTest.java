package com.nevermisscall.callservice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.integration.Collaborator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert finds its runbook; whether its queries run is seen by {@code RunbookQueriesIT}. */
class RunbooksTest {

    private static final Pattern ALERT =
            Pattern.compile("- alert: (\\w+)\\n(?:(?!- alert:).)*?severity: (\\w+)", Pattern.DOTALL);
    private static final Pattern RUNBOOK =
            Pattern.compile("^## (\\w+)\\n\\n(.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void everyAlertHasARunbookAndNothingElseHas() throws IOException {
        assertThat(runbooks().keySet()).hasSizeGreaterThan(10).containsExactlyElementsOf(alerts().keySet());
    }

    @Test
    void aRunbookSaysFirstWhetherToGetUp() throws IOException {
        Map<String, String> alerts = alerts();

        assertThat(runbooks())
                .allSatisfy((alert, text) -> assertThat(text)
                        .as(alert)
                        .startsWith("*" + alerts.get(alert))
                        .hasSizeGreaterThan(100));
    }

    @Test
    void theOpenCircuitsRunbookKnowsEveryCollaborator() throws IOException {
        assertThat(runbooks().get("CircuitIsOpen"))
                .contains(Arrays.stream(Collaborator.values())
                        .map(collaborator -> "| `" + collaborator.key() + "` |")
                        .toList());
    }

    private static Map<String, String> alerts() throws IOException {
        return byName(ALERT, "alerts.yml");
    }

    private static Map<String, String> runbooks() throws IOException {
        return byName(RUNBOOK, "runbooks.md");
    }

    private static Map<String, String> byName(Pattern pattern, String file) throws IOException {
        Map<String, String> byName = new LinkedHashMap<>();
        pattern.matcher(Files.readString(Path.of("docker/prometheus", file)))
                .results()
                .forEach(match -> byName.put(match.group(1), match.group(2)));
        return byName;
    }
}
