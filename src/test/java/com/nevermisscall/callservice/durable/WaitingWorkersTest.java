package com.nevermisscall.callservice.durable;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingWorkersTest {

    private static final Instant NEXT_TRY = NOW.plusSeconds(5);

    private final WaitingWorkers workers = new WaitingWorkers(10, Clock.fixed(NOW, ZoneOffset.UTC));
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
    }

    @Test
    void sixInTenMayWaitAndMoreAreSentAwayForASecond() throws Exception {
        List<CompletableFuture<Optional<Instant>>> waiting = hang(6);

        assertThat(workers.hold(WaitingWorkersTest::neverDone)).contains(NOW.plusSeconds(1));

        end.countDown();
        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).contains(NEXT_TRY));
        assertThat(workers.hold(Optional::empty)).isEmpty();
    }

    @Test
    void whoNeedNotWaitLongIsNotSentAway() throws Exception {
        hang(6);
        CompletableFuture.runAsync(end::countDown, CompletableFuture.delayedExecutor(1, MILLISECONDS, threads));

        assertThat(workers.hold(() -> Optional.of(NEXT_TRY))).contains(NEXT_TRY);
    }

    @Test
    void whatWouldHaveToWaitIsLeftOnlyWhileAsManyWaitAsMay() throws Exception {
        workers.task("deliver-sms", text -> Optional.empty());
        List<CompletableFuture<Optional<Instant>>> waiting = hang(5);
        assertThat(workers.notNow()).isEmpty();

        waiting.addAll(hang(1));
        assertThat(workers.notNow()).containsExactly("deliver-sms");

        end.countDown();
        waiting.forEach(CompletableFuture::join);
        assertThat(workers.notNow()).isEmpty();
    }

    @Test
    void aTaskThatWaitsIsSentAwayToo() throws Exception {
        Task<String> task = workers.task("deliver-sms", text -> neverDone());
        hang(6);

        assertThat(task.execute(new TaskInstance<>("deliver-sms", "1"), null))
                .as("to be done again")
                .isNotInstanceOf(CompletionHandler.OnCompleteRemove.class);
    }

    @Test
    void whatFailsMakesRoomToo() {
        WaitingWorkers one = new WaitingWorkers(1, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThatIllegalStateException()
                .isThrownBy(() -> one.hold(() -> {
                    throw new IllegalStateException();
                }));

        assertThat(one.hold(Optional::empty)).isEmpty();
    }

    @Test
    void theInterruptOfAShutdownIsKept() {
        Thread.currentThread().interrupt();

        assertThat(workers.hold(WaitingWorkersTest::neverDone)).isPresent();

        assertThat(Thread.interrupted()).isTrue();
    }

    private List<CompletableFuture<Optional<Instant>>> hang(int count) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(count);
        List<CompletableFuture<Optional<Instant>>> waiting = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> workers.hold(() -> {
                            begun.countDown();
                            await(end);
                            return Optional.of(NEXT_TRY);
                        }),
                        threads))
                .limit(count)
                .collect(Collectors.toCollection(ArrayList::new));
        begun.await();
        return waiting;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Instant> neverDone() {
        throw new AssertionError("begun");
    }
}
