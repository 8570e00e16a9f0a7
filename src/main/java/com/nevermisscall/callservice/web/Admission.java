package com.nevermisscall.callservice.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The places for requests. A request is worked on when it has one; it waits shortly for one, in a queue that is bounded,
 * and is refused otherwise: so those that are taken in are answered in time whatever is thrown at the service, and the
 * database connections beyond the places stay with the durable work. A request that only waits for somebody else
 * ({@link #withoutPlace}) gives its place away meanwhile, and comes back before any newcomer.
 */
public final class Admission implements MeterBinder {

    /** How many may be waiting for others: as many as three collaborators' bulkheads hold. */
    private static final int MAX_AWAY = 96;

    /** After that a request goes on without a place: order is not worth a request that hangs. */
    private static final long LONGEST_RETURN = TimeUnit.SECONDS.toNanos(1);

    private static final ThreadLocal<Admission> PLACE = new ThreadLocal<>();

    private final int places;
    private final int queue;
    private final long longestWait;

    private final Lock lock = new ReentrantLock();
    private final Condition placeForReturning = lock.newCondition();
    private final Condition placeForNewcomer = lock.newCondition();
    private int working;
    private int away;
    private int returning;
    private int newcomers;
    private long refused;

    Admission(AdmissionProperties properties) {
        this.places = properties.places();
        this.queue = properties.queue();
        this.longestWait = TimeUnit.MILLISECONDS.toNanos(properties.queueMillis());
    }

    /** The most requests that are in here at one time, each with a thread. */
    static int most(AdmissionProperties properties) {
        return properties.places() + MAX_AWAY + properties.queue();
    }

    /** Takes a place for this thread's request, which must {@link #leave} after it; false if there is none in time. */
    boolean enter() {
        lock.lock();
        try {
            if (away + returning >= MAX_AWAY || !awaitPlace()) {
                refused++;
                return false;
            }
            take();
            PLACE.set(this);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives this thread's place away for good: its request has done its work and only sends the answer. It counts as one
     * that waits for others until it {@link #leave leaves}. Does nothing for a request without a place.
     */
    void onlySends() {
        if (PLACE.get() != null) {
            stepOut();
        }
    }

    /** Ends what {@link #enter} began. */
    void leave() {
        boolean hasPlace = PLACE.get() != null;
        PLACE.remove();
        lock.lock();
        try {
            if (hasPlace) {
                give();
            } else {
                away--;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does something during which this thread only waits for somebody else. Where it works for a request it has no place
     * meanwhile; so it must hold no database connection, and no lock that others with a place may want.
     */
    public static <T> T withoutPlace(Supplier<T> wait) {
        Admission admission = PLACE.get();
        if (admission == null) {
            return wait.get();
        }
        admission.stepOut();
        try {
            return wait.get();
        } finally {
            admission.comeBack();
        }
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        Gauge.builder("callservice.requests.working", () -> count(() -> working))
                .description("Requests that are worked on")
                .register(metrics);
        Gauge.builder("callservice.requests.away", () -> count(() -> away + returning))
                .description("Requests that wait for a collaborator, the rest of their body or a slow reader")
                .register(metrics);
        Gauge.builder("callservice.requests.queued", () -> count(() -> newcomers))
                .description("Requests that wait for their turn")
                .register(metrics);
        FunctionCounter.builder("callservice.requests.shed", this, admission -> admission.count(() -> refused))
                .description("Requests refused with 503 because too many were there before them")
                .register(metrics);
    }

    private <N extends Number> double count(Supplier<N> number) {
        lock.lock();
        try {
            return number.get().doubleValue();
        } finally {
            lock.unlock();
        }
    }

    private void stepOut() {
        PLACE.remove();
        lock.lock();
        try {
            away++;
            give();
        } finally {
            lock.unlock();
        }
    }

    private void comeBack() {
        lock.lock();
        try {
            away--;
            returning++;
            long left = LONGEST_RETURN;
            while (working >= places && left > 0) {
                left = placeForReturning.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            returning--;
            take();
            lock.unlock();
            PLACE.set(this);
        }
    }

    /** First come, first served; who comes back comes first. */
    private boolean awaitPlace() {
        if (newcomers == 0 && hasPlaceForNewcomer()) {
            return true;
        }
        if (newcomers >= queue) {
            return false;
        }
        newcomers++;
        try {
            long left = longestWait;
            while (!hasPlaceForNewcomer()) {
                if (left <= 0) {
                    return false;
                }
                left = placeForNewcomer.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            newcomers--;
        }
    }

    private boolean hasPlaceForNewcomer() {
        return working < places && returning == 0;
    }

    private void take() {
        working++;
        callNext();
    }

    private void give() {
        working--;
        callNext();
    }

    private void callNext() {
        if (working < places) {
            (returning > 0 ? placeForReturning : placeForNewcomer).signal();
        }
    }
}
