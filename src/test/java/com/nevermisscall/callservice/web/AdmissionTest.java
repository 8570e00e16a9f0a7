package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.Storm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final int PATIENT = 10_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<ExecutorService> opened = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
        opened.forEach(ExecutorService::shutdownNow);
    }

    @Test
    void requestsGetSevenTenthsOfTheConnectionsAndAtLeastOne() {
        assertThat(new AdmissionProperties(10, 0, 0).places()).isEqualTo(7);
        assertThat(new AdmissionProperties(3, 0, 0).places()).isEqualTo(2);
        assertThat(new AdmissionProperties(1, 0, 0).places()).isEqualTo(1);
    }

    @Test
    void whoFindsNoPlaceAndNoRoomToWaitIsRefusedAtOnce() {
        Admission admission = admission(0, PATIENT);
        Request first = enter(admission);

        assertThat(enter(admission).in()).isFalse();
        first.leave();
        assertThat(enter(admission).in()).isTrue();
    }

    @Test
    void itIsPressedForASecondAfterARefusal() {
        AtomicLong nanos = new AtomicLong();
        Admission admission = new Admission(new AdmissionProperties(1, 0, PATIENT), nanos::get);
        Request first = enter(admission);
        assertThat(admission.isPressed()).isFalse();

        enter(admission);
        assertThat(admission.isPressed()).isTrue();

        nanos.addAndGet(999_999_999);
        assertThat(admission.isPressed()).isTrue();
        nanos.incrementAndGet();
        assertThat(admission.isPressed()).isFalse();
        first.leave();
    }

    @Test
    void itIsPressedWhenSomebodyHadToWaitLong() {
        AtomicLong nanos = new AtomicLong();
        Admission admission = new Admission(new AdmissionProperties(1, 1, PATIENT), nanos::get);
        assertThat(waited(admission, nanos, 50_000_000)).isFalse();

        assertThat(waited(admission, nanos, 50_000_001)).isTrue();
    }

    /** Whether it is pressed after somebody had to wait for so long. */
    private boolean waited(Admission admission, AtomicLong nanos, long wait) {
        Request first = enter(admission);
        CompletableFuture<Request> second = CompletableFuture.supplyAsync(() -> enter(admission), threads);
        await().until(() -> queued(admission) == 1);
        nanos.addAndGet(wait);
        first.leave();
        second.join().leave();
        return admission.isPressed();
    }

    @Test
    void whoWaitsTooLongIsRefused() {
        Admission admission = admission(1, 1);
        enter(admission);

        assertThat(enter(admission).in()).isFalse();
    }

    @Test
    void whileSomeAreRefusedTheOthersWaitASixteenthAsLong() {
        AtomicLong nanos = new AtomicLong();
        Admission admission = new Admission(new AdmissionProperties(1, 1, 32_000), nanos::get);
        Request first = enter(admission);
        CompletableFuture<Request> patient = CompletableFuture.supplyAsync(() -> enter(admission), threads);
        await().until(() -> queued(admission) == 1);
        assertThat(enter(admission).in()).isFalse();
        first.leave();
        assertThat(patient.join().in()).isTrue();
        nanos.addAndGet(50_000_001);

        CompletableFuture<Request> impatient = CompletableFuture.supplyAsync(() -> enter(admission), threads);

        assertThat(impatient).succeedsWithin(Duration.ofSeconds(14)).returns(false, Request::in);
        nanos.addAndGet(1_000_000_000);
        CompletableFuture<Request> patientAgain = CompletableFuture.supplyAsync(() -> enter(admission), threads);
        assertThat(patientAgain).failsWithin(Duration.ofSeconds(3));
    }

    @Test
    void whileSomeAreRefusedAndOneWaitsTheNextOnesAreRefusedAtOnceUnlessTheyComeWithABurst() {
        AtomicLong nanos = new AtomicLong();
        Admission admission = new Admission(new AdmissionProperties(1, 1, 960_000), nanos::get);
        Request first = enter(admission);
        nanos.addAndGet(50_000_001);
        assertThat(admission.refusesAtOnce()).as("nobody waits").isFalse();
        CompletableFuture<Request> waiting = CompletableFuture.supplyAsync(() -> enter(admission), threads);
        await().until(() -> queued(admission) == 1);
        assertThat(admission.refusesAtOnce()).as("nobody was refused").isFalse();
        assertThat(enter(admission).in()).isFalse();

        assertThat(admission.refusesAtOnce()).isTrue();
        assertThat(refused(admission)).isEqualTo(2);
        nanos.addAndGet(999_999_999);
        assertThat(admission.refusesAtOnce()).as("counts as refused itself").isTrue();
        nanos.addAndGet(999_999_999);
        assertThat(admission.refusesAtOnce()).isTrue();
        assertThat(admission.isPressed()).isTrue();

        nanos.addAndGet(1_000_000_000);
        assertThat(admission.refusesAtOnce()).as("a second later").isFalse();
        assertThat(enter(admission).in()).isFalse();
        first.leave();
        waiting.join().leave();
        Request third = enter(admission);
        CompletableFuture<Request> ofTheBurst = CompletableFuture.supplyAsync(() -> enter(admission), threads);
        await().until(() -> queued(admission) == 1);
        assertThat(admission.refusesAtOnce()).as("a place was free just now").isFalse();
        third.leave();
        ofTheBurst.join().leave();
    }

    @Test
    void whereNobodyWaitsTheNextMayAlthoughSomeHaveBeenRefused() {
        AtomicLong nanos = new AtomicLong();
        Admission admission = new Admission(new AdmissionProperties(1, 0, PATIENT), nanos::get);
        Request first = enter(admission);
        nanos.addAndGet(50_000_001);
        assertThat(enter(admission).in()).isFalse();

        assertThat(admission.refusesAtOnce()).isFalse();
        first.leave();
    }

    @Test
    void whoComesWithABurstWaitsTwiceAsLongAsLaterOnes() {
        AtomicLong nanos = new AtomicLong();
        Admission admission = new Admission(new AdmissionProperties(1, 2, 2_000), nanos::get);
        Request first = enter(admission);
        nanos.addAndGet(50_000_000);
        CompletableFuture<Request> ofTheBurst = CompletableFuture.supplyAsync(() -> enter(admission), threads);
        await().until(() -> queued(admission) == 1);
        nanos.incrementAndGet();
        CompletableFuture<Request> later = CompletableFuture.supplyAsync(() -> enter(admission), threads);

        assertThat(later).succeedsWithin(Duration.ofSeconds(14)).returns(false, Request::in);
        assertThat(ofTheBurst).isNotDone();
        assertThat(ofTheBurst).succeedsWithin(Duration.ofSeconds(14)).returns(false, Request::in);
        first.leave();
    }

    @Test
    void itIsABurstAgainOnceAPlaceWasFreeAlthoughSomeHaveJustBeenRefused() {
        AtomicLong nanos = new AtomicLong();
        Admission admission = new Admission(new AdmissionProperties(1, 1, 48_000), nanos::get);
        Request first = enter(admission);
        CompletableFuture<Request> second = CompletableFuture.supplyAsync(() -> enter(admission), threads);
        await().until(() -> queued(admission) == 1);
        enter(admission);
        first.leave();
        nanos.addAndGet(60_000_000);
        second.join().leave();
        assertThat(admission.isPressed()).isTrue();
        Request third = enter(admission);

        CompletableFuture<Request> patient = CompletableFuture.supplyAsync(() -> enter(admission), threads);

        assertThat(patient).failsWithin(Duration.ofSeconds(4));
        third.leave();
    }

    @Test
    void whoWaitsGetsThePlaceThatIsGivenBack() {
        Admission admission = admission(1, PATIENT);
        Request first = enter(admission);
        CompletableFuture<Request> second = CompletableFuture.supplyAsync(() -> enter(admission), threads);
        await().until(() -> queued(admission) == 1);

        first.leave();

        assertThat(second.join().in()).isTrue();
    }

    @Test
    void aPlaceThatIsGivenBackIsOfWhoWaitedAndNotOfWhoComesFirstToAsk() {
        Admission admission = admission(2, PATIENT);
        Queue<String> order = new ConcurrentLinkedQueue<>();
        admission.enter();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> {
                    admission.enter();
                    order.add("who waited");
                    admission.leave();
                },
                threads);
        await().until(() -> queued(admission) == 1);

        admission.leave();
        admission.enter();
        order.add("who came later");
        admission.leave();

        waiting.join();
        assertThat(order).containsExactly("who waited", "who came later");
    }

    @Test
    void whoOnlyWaitsForSomebodyElseNeedsNoPlaceAndComesBackBeforeNewcomers() {
        Admission admission = admission(1, PATIENT);
        Request first = enter(admission);
        CountDownLatch answer = new CountDownLatch(1);
        Queue<String> order = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> back = first.waitsFor(answer).thenRun(() -> order.add("first is back"));
        Request second = enter(admission);
        assertThat(second.in()).isTrue();
        CompletableFuture<Request> third = CompletableFuture.supplyAsync(
                () -> {
                    Request entered = enter(admission);
                    order.add("third is in");
                    return entered;
                },
                threads);
        await().until(() -> queued(admission) == 1);

        answer.countDown();
        await().until(() -> first.worker().getState() == Thread.State.TIMED_WAITING);
        second.leave();

        back.join();
        assertThat(order).containsExactly("first is back");
        first.leave();
        assertThat(third.join().in()).isTrue();
    }

    @Test
    void inAStormNoMoreWorkThanThereArePlacesAndNobodyIsForgotten() {
        Admission admission = new Admission(new AdmissionProperties(5, 1000, PATIENT), () -> 0);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runnable work = () -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            Thread.yield();
            working.decrementAndGet();
        };
        Callable<Boolean> request = () -> {
            boolean in = admission.enter();
            work.run();
            Admission.withoutPlace(() -> {
                Thread.yield();
                return null;
            });
            work.run();
            admission.onlySends();
            admission.onlySends();
            admission.leave();
            return in;
        };

        List<Callable<Boolean>> requests =
                IntStream.range(0, 2000).mapToObj(i -> request).toList();

        assertThat(Storm.of(40, requests)).containsOnly(true);
        assertThat(most).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void whoWorksLongTakesAPlaceFromThoseWhoComeAndWhoWaitsForOthersDoesNot() {
        AtomicLong now = new AtomicLong();
        Admission admission = new Admission(new AdmissionProperties(5, 0, PATIENT), now::get);
        Request waiting = enter(admission);
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<Void> back = waiting.waitsFor(answer);
        now.addAndGet(Places.SLOW_NANOS + 1);
        answer.countDown();
        back.join();
        waiting.leave();
        assertThat(placesOf(admission)).isEqualTo(3);

        Request alone = enter(admission);
        now.addAndGet(Places.SLOW_NANOS + 1);
        alone.leave();
        assertThat(placesOf(admission)).isEqualTo(3);

        Request working = enter(admission);
        now.addAndGet(Places.SLOW_NANOS + 1);
        List<Request> others = List.of(enter(admission), enter(admission));
        working.leave();
        others.forEach(Request::leave);

        assertThat(placesOf(admission)).isEqualTo(2);
    }

    /** How many get in when nobody is. */
    private int placesOf(Admission admission) {
        List<Request> in =
                Stream.generate(() -> enter(admission)).takeWhile(Request::in).toList();
        in.forEach(Request::leave);
        return in.size();
    }

    @Test
    void outsideARequestThereIsNoPlaceToGiveAway() {
        assertThat(Admission.<String>withoutPlace(() -> "done")).isEqualTo("done");
    }

    private static double refused(Admission admission) {
        return metrics(admission)
                .get("callservice.requests.shed")
                .functionCounter()
                .count();
    }

    private static double queued(Admission admission) {
        return metrics(admission).get("callservice.requests.queued").gauge().value();
    }

    private static SimpleMeterRegistry metrics(Admission admission) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        admission.bindTo(metrics);
        return metrics;
    }

    /** One place. */
    private static Admission admission(int queue, int queueMillis) {
        return new Admission(new AdmissionProperties(1, queue, queueMillis), () -> 0);
    }

    private Request enter(Admission admission) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        opened.add(thread);
        Thread worker =
                CompletableFuture.supplyAsync(Thread::currentThread, thread).join();
        boolean in = CompletableFuture.supplyAsync(admission::enter, thread).join();
        return new Request(admission, thread, worker, in);
    }

    /** A request on its own thread. */
    private record Request(Admission admission, ExecutorService thread, Thread worker, boolean in) {

        void leave() {
            CompletableFuture.runAsync(admission::leave, thread).join();
        }

        /** Waits for somebody else, and has a place again when the result completes. */
        CompletableFuture<Void> waitsFor(CountDownLatch answer) {
            CountDownLatch waits = new CountDownLatch(1);
            CompletableFuture<Void> back = CompletableFuture.runAsync(
                    () -> Admission.withoutPlace(() -> {
                        waits.countDown();
                        return await(answer);
                    }),
                    thread);
            await(waits);
            return back;
        }

        private static boolean await(CountDownLatch latch) {
            try {
                latch.await();
                return true;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
