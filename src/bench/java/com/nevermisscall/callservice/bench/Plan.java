package com.nevermisscall.callservice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is done, in which order and for how long: in full (ten minutes), in one of its two parts, or in short (two
 * minutes): {@code -Dbench=short}. The benchmark and the load generator, which are two processes, read the same plan.
 */
enum Plan {
    FULL(true, true, 10, 6, 5, 20, 50_000),
    OPERATIONS(true, false, 10, 6, 5, 20, 50_000),
    GROWTH(false, true, 10, 6, 5, 20, 50_000),
    SHORT(true, false, 3, 3, 3, 4, 28_000);

    static final List<Integer> CONNECTIONS = List.of(1, 32, 100);
    static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    static final List<Integer> TENANTS = List.of(1, Dataset.BUSINESS_TENANTS);
    static final List<Operation> MEASURED = Stream.of(Operation.values())
            .filter(operation -> operation != Operation.TEXT_LISTED)
            .toList();
    static final String MAIN = "operations";
    private static final String GROWTH_PREFIX = "growth-";
    private static final int USUAL_CONNECTIONS = 32;
    /** Few, so that latency is seen and not the queue before two busy cores. */
    private static final int FEW_CONNECTIONS = 2;

    private final boolean measuresOperations;
    private final boolean measuresGrowth;
    private final int warmUpSeconds;
    private final int seconds;
    private final int limitSeconds;
    private final int messagesEach;
    private final int conversations;

    Plan(
            boolean measuresOperations,
            boolean measuresGrowth,
            int warmUpSeconds,
            int seconds,
            int limitSeconds,
            int messagesEach,
            int conversations) {
        this.measuresOperations = measuresOperations;
        this.measuresGrowth = measuresGrowth;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
        this.limitSeconds = limitSeconds;
        this.messagesEach = messagesEach;
        this.conversations = conversations;
    }

    static Plan current() {
        return valueOf(System.getProperty("bench", "full").toUpperCase(Locale.ROOT));
    }

    boolean measuresOperations() {
        return measuresOperations;
    }

    int limitSeconds() {
        return limitSeconds;
    }

    int messagesEach() {
        return messagesEach;
    }

    int conversations() {
        return conversations;
    }

    /** The runs in which cost is held against the size of the tables, by their numbers of tenants. */
    List<Integer> growthRuns() {
        return measuresGrowth ? TENANTS : List.of();
    }

    static String growthRun(int tenants) {
        return GROWTH_PREFIX + tenants;
    }

    /** What the load generator does in a run. */
    List<Step> steps(String run) {
        return run.equals(MAIN) ? operations() : growth(Integer.parseInt(run.substring(GROWTH_PREFIX.length())));
    }

    private List<Step> operations() {
        List<Step> steps = new ArrayList<>();
        MEASURED.forEach(operation -> steps.add(warmUp(operation)));
        MEASURED.forEach(operation ->
                CONNECTIONS.forEach(connections -> steps.add(measured(operation, connections, operation.label()))));
        return steps;
    }

    private List<Step> growth(int tenants) {
        List<Step> steps = new ArrayList<>();
        SIZES.forEach(size -> {
            Growth growth = new Growth(size, tenants);
            if (steps.isEmpty()) {
                steps.add(warmUp(Operation.TEXT_LISTED).after(growth));
                steps.add(warmUp(Operation.ACTIVE_LIST));
            }
            steps.add(measured(Operation.TEXT_LISTED, FEW_CONNECTIONS, growth.label(Operation.TEXT_LISTED))
                    .after(growth));
            steps.add(measured(Operation.ACTIVE_LIST, FEW_CONNECTIONS, growth.label(Operation.ACTIVE_LIST)));
        });
        return steps;
    }

    private Step warmUp(Operation operation) {
        return new Step("warm-up: " + operation.label(), operation, USUAL_CONNECTIONS, warmUpSeconds, null);
    }

    private Step measured(Operation operation, int connections, String label) {
        return new Step(label + ", " + connections + " conn.", operation, connections, seconds, null);
    }

    /** So many messages of so many tenants. */
    record Growth(int messages, int tenants) {

        String label(Operation operation) {
            // The load generator, in an environment of its own, must find the same words.
            return String.format(Locale.ROOT, "%s at %,d messages", operation.label(), messages);
        }
    }

    /**
     * One operation over that many connections, each of which asks again as soon as it is answered.
     *
     * @param growth what the tables grow to before it, or null
     */
    record Step(String label, Operation operation, int connections, int seconds, Growth growth) {

        Step after(Growth first) {
            return new Step(label, operation, connections, seconds, first);
        }

        Optional<Growth> tables() {
            return Optional.ofNullable(growth);
        }
    }
}
