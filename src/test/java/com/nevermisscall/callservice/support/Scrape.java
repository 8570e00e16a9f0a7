package com.nevermisscall.callservice.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus gets from the service at one moment. */
public final class Scrape {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");

    private final String text;
    private final List<Sample> samples;

    private Scrape(String text) {
        this.text = text;
        this.samples = text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(Scrape::sample)
                .toList();
    }

    /** Scrapes the service whose metrics are on this port. */
    public static Scrape of(int managementPort) {
        try {
            return new Scrape(RawHttp.request(managementPort, "GET /actuator/prometheus HTTP/1.0")
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalStateException("No sample: " + line);
        }
        String labels = sample.group(2) == null ? "" : sample.group(2);
        return new Sample(
                sample.group(1),
                Arrays.stream(labels.split(",")).collect(Collectors.toSet()),
                Double.parseDouble(sample.group(3).replace("Inf", "Infinity")));
    }

    /** The names of all series. */
    public Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The sum of the series of that name with these labels, each as {@code name="value"}; NaN where there is none. */
    public double value(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().containsAll(List.of(labels)))
                .mapToDouble(Sample::value)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }

    /** As it came. */
    public String text() {
        return text;
    }

    private record Sample(String name, Set<String> labels, double value) {}
}
