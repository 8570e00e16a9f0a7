package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;

/**
 * What happens when webhooks come many times at once and in any order. In full alone on the machine, because it takes all
 * of it.
 */
@FaultTrials(value = Lane.WEATHER, alone = true)
@Order(7)
class RepetitionFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int DELIVERIES = 10;
    private static final Duration SETTLED = Duration.ofSeconds(60);

    @FaultTrial(number = 4, title = "every webhook 10 times at once, in any order")
    void repeated(Cluster cluster, Trial trial) {
        int customers = SCALE.of(1000, 20);
        // A replica that has just been started answers the first calls so slowly that it would refuse some of the
        // burst.
        try (Traffic ordinary = Traffic.ofCustomers(SCALE.of(8, 1), cluster.business(Duration.ofSeconds(2)))) {
            ordinary.flowFor(SCALE.of(Duration.ofSeconds(8), Duration.ofSeconds(1)));
        }
        Business business = cluster.business(Duration.ofSeconds(2));
        List<String> differences = Collections.synchronizedList(new ArrayList<>());
        Traffic.atOnce(SCALE.of(3, 2), customers, () -> isRepeated(business, differences));
        cluster.awaitSettled(business, SETTLED);

        List<Attempt> attempts = business.webhooks().attempts();
        trial.load(attempts.size() + " webhooks of " + 2 * customers + " ids").faults("10 deliveries of each at once");
        trial.holds(Audit.of(cluster, business));
        assertThat(attempts)
                .filteredOn(attempt -> !attempt.acknowledged())
                .filteredOn(attempt -> SCALE.judgesTime() || !attempt.isAskedToComeBack())
                .isEmpty();
        assertThat(differences).as("different answers to one webhook").isEmpty();
    }

    private static CompletableFuture<?> isRepeated(Business business, List<String> differences) {
        Customer customer = business.customer();
        List<Supplier<CompletableFuture<Attempt>>> calls = new ArrayList<>();
        IntStream.range(0, DELIVERIES).forEach(delivery -> {
            calls.add(customer::rings);
            calls.add(customer::isMissed);
        });
        String sid = Customer.sid("SM");
        return allAtOnce(calls)
                .thenAccept(answers ->
                        compare(answers.stream().filter(answer -> answer.path().endsWith("/missed")), differences))
                .thenCompose(greeted -> allAtOnce(Collections.nCopies(DELIVERIES, () -> customer.texts(sid, "My tap"))))
                .thenAccept(answers -> compare(answers.stream(), differences));
    }

    private static CompletableFuture<List<Attempt>> allAtOnce(List<Supplier<CompletableFuture<Attempt>>> requests) {
        List<Supplier<CompletableFuture<Attempt>>> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled);
        List<CompletableFuture<Attempt>> answers =
                shuffled.stream().map(Supplier::get).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    private static void compare(Stream<Attempt> answers, List<String> differences) {
        List<JsonNode> different =
                answers.map(answer -> answer.body().path("data")).distinct().toList();
        if (different.size() > 1) {
            differences.add(different.toString());
        }
    }
}
