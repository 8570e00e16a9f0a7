package com.nevermisscall.callservice.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The places for requests. A request is worked on when it has one; it waits shortly for one, in a queue that is bounded,
 * and is refused otherwise: so those that are taken in are answered in time whatever is thrown at the service, and the
 * database connections beyond the places stay with the durable work. A wait helps against a burst, and only makes late
 * where more comes than can be done: who comes when no place has been free for 50 ms waits half as long at most, and
 * a sixteenth as long while others are refused. While requests take long there are fewer {@link Places}. A request that
 * only waits for somebody else ({@link #withoutPlace}) gives its place away meanwhile, and comes back before any newcomer.
 */
public final class Admission implements MeterBinder {

    /** How many may be waiting for others: as many as three collaborators' bulkheads hold. */
    private static final int MAX_AWAY = 96;

    /** After that a request goes on without a place: order is not worth a request that hangs. */
    private static final long LONGEST_RETURN = TimeUnit.SECONDS.toNanos(1);

    /** Longer than it takes to do what came at the same moment. */
    private static final long LONG_WAIT = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(1);

    /** Longer than the requests of one burst take to arrive. */
    private static final long BURST = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int SHORTER_AFTER_A_BURST = 2;
    private static final int SHORTER_WHILE_REFUSING = 16;

    private static final ThreadLocal<Place> PLACE = new ThreadLocal<>();

    private final Places places;
    private final LongSupplier nanos;
    private final int queue;
    private final long longestWait;

    private final Lock lock = new ReentrantLock();
    private final Deque<Waiting> returning = new ArrayDeque<>();
    private final Deque<Waiting> newcomers = new ArrayDeque<>();
    private int working;
    private int away;
    private long refused;
    private long lastRefused;
    private long lastFree;
    private volatile long lastPressed;

    /** The clock tells nanoseconds from any point in time on. */
    Admission(AdmissionProperties properties, LongSupplier nanos) {
        this.places = new Places(properties.places(), nanos.getAsLong());
        this.nanos = nanos;
        this.queue = properties.queue();
        this.lastRefused = nanos.getAsLong() - REMEMBERED;
        this.lastPressed = lastRefused;
        this.lastFree = nanos.getAsLong();
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
            if (away + returning.size() >= MAX_AWAY || !takePlace()) {
                refuse();
                return false;
            }
            begin();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a request that has just come has so little hope of a place that it is refused before it is even looked at,
     * and counts as such: others are refused, and of those that may wait for the next place there is one already.
     */
    boolean refusesAtOnce() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            boolean hopeless = !newcomers.isEmpty() && isRefusing(now);
            if (hopeless) {
                refuse();
            }
            return hopeless;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a request got no place within the last second, or had to wait for it for longer than 50 ms. */
    public boolean isPressed() {
        return nanos.getAsLong() - lastPressed < REMEMBERED;
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
        lock.lock();
        try {
            if (PLACE.get() == null) {
                away--;
            } else {
                give();
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
        Place place = PLACE.get();
        if (place == null) {
            return wait.get();
        }
        Admission admission = place.admission();
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
        Gauge.builder("callservice.requests.places", () -> count(places::now))
                .description("Requests that may be worked on at once; fewer while they take long")
                .register(metrics);
        Gauge.builder("callservice.requests.away", () -> count(() -> away + returning.size()))
                .description("Requests that wait for a collaborator, the rest of their body or a slow reader")
                .register(metrics);
        Gauge.builder("callservice.requests.queued", () -> count(newcomers::size))
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
        lock.lock();
        try {
            away++;
            give();
        } finally {
            lock.unlock();
        }
    }

    /** Comes back before any newcomer, and in the end without a place. */
    private void comeBack() {
        lock.lock();
        try {
            away--;
            if (working < places.now() || !new Waiting(returning).isGivenPlaceWithin(LONGEST_RETURN)) {
                working++;
            }
            begin();
        } finally {
            lock.unlock();
        }
    }

    /** First come, first served: who is not the first to wait gets no place, even if one is free. */
    private boolean takePlace() {
        long since = nanos.getAsLong();
        places.goneBy(since);
        if (working < places.now() && returning.isEmpty() && newcomers.isEmpty()) {
            working++;
            lastFree = since;
            return true;
        }
        boolean taken = newcomers.size() < queue && new Waiting(newcomers).isGivenPlaceWithin(patience(since));
        if (nanos.getAsLong() - since > LONG_WAIT) {
            lastPressed = nanos.getAsLong();
        }
        return taken;
    }

    private long patience(long now) {
        if (isRefusing(now)) {
            return longestWait / SHORTER_WHILE_REFUSING;
        }
        return isBurst(now) ? longestWait : longestWait / SHORTER_AFTER_A_BURST;
    }

    private boolean isRefusing(long now) {
        return now - lastRefused < REMEMBERED && !isBurst(now);
    }

    private boolean isBurst(long now) {
        return now - lastFree <= BURST;
    }

    private void refuse() {
        refused++;
        lastRefused = nanos.getAsLong();
        lastPressed = lastRefused;
    }

    private void begin() {
        PLACE.set(new Place(this, nanos.getAsLong()));
    }

    /**
     * Hands a place on that is free. It is the next one's from this moment, not from when that thread gets to run: until
     * then others would take it, the thread would have to wait again behind them, and some would wait for ever.
     */
    private void give() {
        long now = nanos.getAsLong();
        places.worked(now - PLACE.get().since(), working, now);
        PLACE.remove();
        working--;
        while (working < places.now()) {
            Waiting next = returning.isEmpty() ? newcomers.poll() : returning.poll();
            if (next == null) {
                lastFree = now;
                return;
            }
            working++;
            next.givePlace();
        }
    }

    /** A thread's place, and since when it has it. */
    private record Place(Admission admission, long since) {}

    /** A thread in a queue for a place; all under the lock. */
    private final class Waiting {

        private final Deque<Waiting> line;
        private final Condition turn = lock.newCondition();
        private boolean hasPlace;

        Waiting(Deque<Waiting> line) {
            this.line = line;
            line.add(this);
        }

        void givePlace() {
            hasPlace = true;
            turn.signal();
        }

        /** Waits; when it gives up, it leaves the line. An interrupted thread gives up and stays interrupted. */
        boolean isGivenPlaceWithin(long nanos) {
            long left = nanos;
            try {
                while (!hasPlace && left > 0) {
                    left = turn.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!hasPlace) {
                line.remove(this);
            }
            return hasPlace;
        }
    }
}
