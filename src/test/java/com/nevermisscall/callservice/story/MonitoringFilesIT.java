package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nevermisscall.callservice.support.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.yaml.snakeyaml.Yaml;

/** Alerts and dashboard ask for metrics that the service has; a typing error in one would be silence for ever. */
class MonitoringFilesIT extends ServiceStory {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ALERTS = Path.of("docker/prometheus/alerts.yml");
    private static final Path DASHBOARD = Path.of("docker/grafana/dashboards/as-call-service.json");

    /** What stands in quotes, braces of labels, durations in brackets, and groupings are no metrics. */
    private static final Pattern NO_METRIC =
            Pattern.compile("\\{[^}]*}|\"[^\"]*\"|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");

    private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9]*_[a-z0-9_]+\\b(?!\\s*\\()");

    /** Prometheus's own. */
    private static final Pattern UP = Pattern.compile("\\bup\\{job=\"as-call-service\"}");

    @LocalManagementPort
    private int managementPort;

    @Test
    void everyMetricOfAlertsAndDashboardIsThere() throws IOException {
        story.missedCall();

        await().untilAsserted(
                        () -> assertThat(Scrape.of(managementPort).names()).containsAll(metrics(alertExpressions())));
        assertThat(Scrape.of(managementPort).names()).containsAll(metrics(dashboardExpressions()));
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        List<JsonNode> rules = rules();

        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).matches("[A-Z]\\w+");
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
            assertThat(rule.at("/annotations/runbook").asText()).hasSizeGreaterThan(60);
        });
        assertThat(rules.stream().map(rule -> rule.path("alert").asText())).doesNotHaveDuplicates();
    }

    @Test
    void everyPanelHasATitleAndAPlaceOfItsOwn() throws IOException {
        JsonNode panels = JSON.readTree(Files.readString(DASHBOARD)).path("panels");

        assertThat(panels).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
                    .isLessThanOrEqualTo(24);
        });
        assertThat(panels).extracting(panel -> panel.path("gridPos").toString()).doesNotHaveDuplicates();
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    }

    /** The business's own metrics are all watched by somebody. */
    @Test
    void noMetricOfOursIsLeftOut() throws IOException {
        Set<String> ours = Scrape.of(managementPort).names().stream()
                .filter(name -> name.startsWith("callservice_"))
                .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
                // What traces are made of.
                .filter(name -> !name.matches("callservice_(task|event)(_active)?_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(metrics(dashboardExpressions()).stream()
                        .map(name -> name.replaceAll("_(bucket|count|sum)$", ""))
                        .collect(Collectors.toSet()))
                .containsAll(ours);
    }

    private static Set<String> metrics(Stream<String> expressions) {
        Set<String> metrics = expressions
                .map(expression -> UP.matcher(expression).replaceAll("0"))
                .map(expression -> NO_METRIC.matcher(expression).replaceAll(" "))
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(metric -> metric.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(metrics).hasSizeGreaterThan(10);
        return metrics;
    }

    private static Stream<String> alertExpressions() throws IOException {
        return rules().stream().map(rule -> rule.path("expr").asText());
    }

    private static Stream<String> dashboardExpressions() throws IOException {
        return JSON.readTree(Files.readString(DASHBOARD)).findValuesAsText("expr").stream();
    }

    private static List<JsonNode> rules() throws IOException {
        JsonNode groups = JSON.valueToTree(new Yaml().load(Files.readString(ALERTS)));
        return groups.findValues("rules").stream()
                .flatMap(rules -> rules.findParents("alert").stream())
                .toList();
    }
}
