package com.nevermisscall.callservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;

/**
 * What happens when webhooks come many times at once and in any order. In full alone on the machine, because it takes all
 * of it.
 */
@FaultTrials(value = Lane.WEATHER, alone = true)
@Order(8)
class RepetitionFaultsIT {

    private static final Scale SCALE = Scale.current();
    private static final int DELIVERIES = 10;
    private static final Duration SETTLED = Duration.ofSeconds(60);

    @FaultTrial(number = 4, title = "every webhook 10 times at once, in any order")
    void repeated(Cluster cluster, Trial trial) {
        int customers = SCALE.of(667, 20);
        // A replica that has just been started answers the first calls so slowly that it would refuse some of the
        // burst.
        try (Traffic ordinary = Traffic.ofCustomers(SCALE.of(8, 1), cluster.business(Duration.ofSeconds(2)))) {
            ordinary.flowFor(SCALE.of(Duration.ofSeconds(8), Duration.ofSeconds(1)));
        }
        Business business = cluster.business(Duration.ofSeconds(2));
        List<String> differences = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger turn = new AtomicInteger();
        // One after the other: thirty webhooks at once are a burst, and one burst upon the other would be a flood.
        Traffic.atOnce(
                1,
                customers,
                () -> turn.getAndIncrement() % 2 == 0
                        ? isRepeated(business, differences)
                        : isRepeatedInAnyOrder(business, differences));
        cluster.awaitSettled(business, SETTLED);

        List<Attempt> attempts = business.webhooks().attempts();
        trial.load("%d webhooks of %d customers".formatted(3 * customers, customers))
                .faults("10 deliveries of each at once, %d in all".formatted(attempts.size()));
        trial.holds(Audit.of(cluster, business));
        assertThat(attempts)
                .filteredOn(attempt -> !attempt.acknowledged())
                .filteredOn(attempt -> SCALE.judgesTime() || !attempt.isAskedToComeBack())
                .isEmpty();
        assertThat(differences).as("different answers to one webhook").isEmpty();
        assertThat(FiredCountdown.of(List.of(business.tenantId()), cluster.database()))
                .as("countdowns")
                .hasSize(customers);
        assertThat(cluster.recorder().firstQuestions(business.tenantId()))
                .as("customers about whom the AI was asked, perhaps twice where an answer was lost")
                .hasSize(customers);
    }

    /** Both webhooks of the call, in any order; then the text. */
    private static CompletableFuture<?> isRepeated(Business business, List<String> differences) {
        Customer customer = business.customer();
        return allAtOnce(call(customer))
                .thenAccept(answers -> compare(answers, differences))
                .thenCompose(greeted -> allAtOnce(text(customer)))
                .thenAccept(answers -> compare(answers, differences));
    }

    /** All three in any order, so that the text may open the conversation that the missed call then joins. */
    private static CompletableFuture<?> isRepeatedInAnyOrder(Business business, List<String> differences) {
        Customer customer = business.customer();
        customer.textsBeforeGreeting();
        return allAtOnce(Stream.concat(call(customer).stream(), text(customer).stream())
                        .toList())
                .thenAccept(answers -> compare(answers, differences));
    }

    private static List<Supplier<CompletableFuture<Attempt>>> call(Customer customer) {
        List<Supplier<CompletableFuture<Attempt>>> webhooks = new ArrayList<>();
        IntStream.range(0, DELIVERIES).forEach(delivery -> {
            webhooks.add(customer::rings);
            webhooks.add(customer::isMissed);
        });
        return webhooks;
    }

    private static List<Supplier<CompletableFuture<Attempt>>> text(Customer customer) {
        String sid = Customer.sid("SM");
        return Collections.nCopies(DELIVERIES, () -> customer.texts(sid, "My tap"));
    }

    private static CompletableFuture<List<Attempt>> allAtOnce(List<Supplier<CompletableFuture<Attempt>>> requests) {
        List<Supplier<CompletableFuture<Attempt>>> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled);
        List<CompletableFuture<Attempt>> answers =
                shuffled.stream().map(Supplier::get).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    /** The same answer to each delivery of a webhook; that of a ringing call tells how far the call is meanwhile. */
    private static void compare(List<Attempt> answers, List<String> differences) {
        answers.stream().collect(Collectors.groupingBy(Attempt::path)).forEach((path, ofOne) -> {
            String what = path.endsWith("/incoming") && path.startsWith("/calls") ? "/data/call/id" : "/data";
            List<JsonNode> different = ofOne.stream()
                    .map(answer -> answer.body().at(what))
                    .distinct()
                    .toList();
            if (different.size() > 1) {
                differences.add(path + ": " + different);
            }
        });
    }
}
