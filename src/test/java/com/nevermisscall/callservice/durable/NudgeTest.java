package com.nevermisscall.callservice.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NudgeTest {

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);
    private final Nudge nudge = new Nudge("test", () -> {
        begun.incrementAndGet();
        mayEnd.acquireUninterruptibly();
        done.incrementAndGet();
    });

    @AfterEach
    void end() {
        mayEnd.release(10);
        nudge.stop(Duration.ofSeconds(20));
    }

    @Test
    void whoAsksWhileItIsDoneHasItDoneOnceMoreHoweverManyTheyAre() {
        nudge.give();
        await().until(() -> begun.get() == 1);
        nudge.give();
        nudge.give();
        nudge.give();
        mayEnd.release(10);
        nudge.stop(Duration.ofSeconds(20));

        assertThat(done).hasValue(2);
    }

    @Test
    void workThatFailsDoesNotEndIt() {
        AtomicInteger tries = new AtomicInteger();
        Nudge failing = new Nudge("failing", () -> {
            tries.incrementAndGet();
            throw new IllegalStateException("on purpose");
        });

        failing.give();
        await().until(() -> tries.get() == 1);
        failing.give();
        failing.stop(Duration.ofSeconds(20));

        assertThat(tries).hasValue(2);
    }

    @Test
    void itsEndIsWaitedForAndAfterItNothingIsDone() {
        nudge.give();
        await().until(() -> begun.get() == 1);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> nudge.stop(Duration.ofSeconds(20)));
        assertThat(end).failsWithin(Duration.ofMillis(200));

        mayEnd.release();
        assertThat(end).succeedsWithin(Duration.ofSeconds(20));
        assertThat(done).hasValue(1);
        nudge.give();
        assertThat(begun).hasValue(1);
    }

    @Test
    void whoWaitsForItsEndDoesNotWaitForEver() {
        nudge.give();
        await().until(() -> begun.get() == 1);

        nudge.stop(Duration.ofMillis(50));

        assertThat(done).hasValue(0);
    }
}
