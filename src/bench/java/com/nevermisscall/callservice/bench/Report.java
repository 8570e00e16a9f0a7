package com.nevermisscall.callservice.bench;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nevermisscall.callservice.bench.Meter.Cost;
import com.nevermisscall.callservice.bench.Plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table, printed and kept as {@code target/bench/report.md}; the charts are Gatling's, beside it. */
final class Report {

    private static final List<String> HEAD = List.of(
            "operation",
            "conn.",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "errors",
            "of the limit",
            "CPU ms/request: service",
            "database",
            "load",
            "stand-ins",
            "cores at work",
            "transactions/request",
            "events behind");

    private static final JsonMapper SCRIPT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private final Plan plan;
    private final Map<Operation, Double> limits = new EnumMap<>(Operation.class);
    private final List<String> runs = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String limitsBy;

    Report(Plan plan) {
        this.plan = plan;
    }

    /** A run is over, of a service that took so long from its start until it was ready. */
    void ran(String run, Duration start, long residentMegabytes) {
        runs.add(run);
        text.append(String.format(
                Locale.ROOT,
                "%s: ready after %.1f s, %d MB resident after the load%n",
                run,
                start.toMillis() / 1e3,
                residentMegabytes));
    }

    void limitsBy(String whom) {
        this.limitsBy = whom;
    }

    void limit(Operation operation, double transactionsPerSecond) {
        limits.put(operation, transactionsPerSecond);
    }

    void print() throws IOException {
        if (!limits.isEmpty()) {
            appendLimits();
        }
        for (String run : runs) {
            text.append("\n**").append(run).append("**\n\n");
            row(HEAD);
            row(HEAD.stream().map(cell -> "---").toList());
            Map<String, Cost> costs = Meter.costsOf(run);
            Map<String, JsonNode> answers = answersOf(run);
            for (Step step : plan.steps(run)) {
                row(cells(step, costs.get(step.label()), answers.get(step.label())));
            }
        }
        Files.writeString(Path.of("target", "bench", "report.md"), text);
        System.out.println("\n" + text);
    }

    private void appendLimits() {
        text.append("\nThe limit, all rows of an operation in one transaction, by ")
                .append(limitsBy)
                .append(" with ")
                .append(Limit.CLIENTS)
                .append(" connections: ")
                .append(limits.entrySet().stream()
                        .map(limit -> limit.getKey().label() + " " + rounded(limit.getValue()) + "/s")
                        .collect(Collectors.joining("; ")))
                .append("\n");
    }

    private List<String> cells(Step step, Cost cost, JsonNode answers) {
        long requests = answers.at("/numberOfRequests/ok").asLong();
        double rate = requests / cost.seconds();
        Double limit = limits.get(step.operation());
        return List.of(
                step.label().replaceFirst(", \\d+ conn\\.$", ""),
                Integer.toString(step.connections()),
                rounded(rate),
                answers.at("/percentiles1/ok").asText(),
                answers.at("/percentiles4/ok").asText(),
                answers.at("/numberOfRequests/ko").asText(),
                limit == null ? "" : Math.round(100 * rate / limit) + " %",
                millis(cost.service(), requests),
                millis(cost.database(), requests),
                millis(cost.load(), requests),
                millis(cost.standIns(), requests),
                String.format(Locale.ROOT, "%.1f", cost.cores()),
                String.format(Locale.ROOT, "%.2f", (double) cost.transactions() / requests),
                Long.toString(cost.behind()));
    }

    private static String rounded(double rate) {
        return String.format(Locale.ROOT, "%,d", Math.round(rate));
    }

    private static String millis(double seconds, long requests) {
        return String.format(Locale.ROOT, "%.2f", seconds * 1e3 / requests);
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** What Gatling's own report says of each request, by its name; the report is a script for a browser. */
    private static Map<String, JsonNode> answersOf(String run) throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(Settings.folder(run))) {
            file = files.filter(path -> path.endsWith("js/stats.js"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Gatling has written no report of " + run));
        }
        String script = Files.readString(file);
        Map<String, JsonNode> answers = new HashMap<>();
        SCRIPT.readTree(script.substring(script.indexOf('{')))
                .get("contents")
                .forEach(request -> answers.put(request.get("name").asText(), request.get("stats")));
        return answers;
    }
}
