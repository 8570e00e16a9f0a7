package com.nevermisscall.callservice.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Arrivals at a steady pace, whether or not those before are answered, as the world's are. */
final class Traffic implements AutoCloseable {

    /** Longer than anybody repeats a request. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final double perSecond;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    private Traffic(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Begins at once. An arrival must not block; what it returns is done when it wants nothing more of the service. */
    static Traffic of(double perSecond, Supplier<CompletableFuture<?>> arrival) {
        Traffic traffic = new Traffic(perSecond);
        long pause = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        traffic.clock.scheduleAtFixedRate(
                () -> {
                    traffic.arrivals.incrementAndGet();
                    traffic.underWay.incrementAndGet();
                    arrival.get().whenComplete((last, failure) -> traffic.underWay.decrementAndGet());
                },
                0,
                pause,
                TimeUnit.NANOSECONDS);
        return traffic;
    }

    /** Missed calls, each followed by a text into its conversation as soon as it is acknowledged. */
    static Traffic ofCustomers(double perSecond, Business business) {
        return of(perSecond, () -> {
            Customer customer = business.customer();
            return customer.callsInVain()
                    .thenCompose(answer -> answer.acknowledged()
                            ? customer.textsInto(answer.text("call.conversationId"), "My tap drips")
                            : CompletableFuture.completedFuture(answer));
        });
    }

    /** Lets arrivals come for that long; returns then. */
    void flowFor(Duration time) {
        int target = arrivals.get() + (int) Math.ceil(perSecond * time.toMillis() / 1000);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(time.multipliedBy(3).plusSeconds(30))
                .until(() -> arrivals.get() >= target);
    }

    /** How many have come. */
    int arrivals() {
        return arrivals.get();
    }

    /** In words, for the report. */
    String words(String what) {
        return "%d %s, %.1f a second".formatted(arrivals.get(), what, perSecond);
    }

    /** No more arrivals; returns when those there were want nothing more. */
    @Override
    public void close() {
        clock.shutdownNow();
        await().atMost(PATIENCE).until(() -> underWay.get() == 0);
    }

    /** Does it so many times, that many at once; returns when all is done. */
    static void atOnce(int lanes, int times, Supplier<CompletableFuture<?>> work) {
        List<CompletableFuture<?>> running = IntStream.range(0, lanes)
                .<CompletableFuture<?>>mapToObj(
                        lane -> repeatedly(times / lanes + (lane < times % lanes ? 1 : 0), work))
                .toList();
        running.forEach(CompletableFuture::join);
    }

    private static CompletableFuture<?> repeatedly(int times, Supplier<CompletableFuture<?>> work) {
        return times == 0
                ? CompletableFuture.completedFuture(null)
                : work.get().thenCompose(done -> repeatedly(times - 1, work));
    }
}
