package com.nevermisscall.callservice.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Arrivals at a steady pace, whether or not those before are answered, as the world's are. */
final class Traffic implements AutoCloseable {

    private final double perSecond;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger arrivals = new AtomicInteger();

    private Traffic(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Begins at once; the arrival must not block. */
    static Traffic of(double perSecond, Runnable arrival) {
        Traffic traffic = new Traffic(perSecond);
        long pause = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        traffic.clock.scheduleAtFixedRate(
                () -> {
                    traffic.arrivals.incrementAndGet();
                    arrival.run();
                },
                0,
                pause,
                TimeUnit.NANOSECONDS);
        return traffic;
    }

    /** Missed calls, each followed by a text as soon as it is acknowledged. */
    static Traffic ofCustomers(double perSecond, Business business) {
        return of(perSecond, () -> {
            Customer customer = business.customer();
            customer.callsInVain().thenCompose(answer -> customer.texts("My tap drips"));
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
        return "%d %s, %.0f a second".formatted(arrivals.get(), what, perSecond);
    }

    /** No more arrivals; what has arrived goes on. */
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
