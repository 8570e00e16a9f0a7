package com.nevermisscall.callservice.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nevermisscall.callservice.support.Rows;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantWorkersTest {

    private final UUID tenantId = UUID.randomUUID();
    private final TenantWorkers workers = new TenantWorkers(8, Clock.fixed(Rows.NOW, ZoneOffset.UTC));
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
    }

    @Test
    void aTenantHoldsThreeQuartersAndIsSentAwayForASecondWithMore() throws Exception {
        List<Future<Optional<Instant>>> held = hold(6);

        assertThat(workers.hold(tenantId, TenantWorkersTest::neverDone)).contains(Rows.NOW.plusSeconds(1));

        assertThat(workers.hold(UUID.randomUUID(), Optional::empty))
                .as("another tenant")
                .isEmpty();
        end.countDown();
        for (Future<Optional<Instant>> work : held) {
            assertThat(work.get()).isEmpty();
        }
    }

    @Test
    void whatIsToBeDoneAgainIsToldAsTheWorkTellsIt() {
        assertThat(workers.hold(tenantId, () -> Optional.of(Rows.NOW.plusSeconds(5))))
                .contains(Rows.NOW.plusSeconds(5));
    }

    @Test
    void whatIsDoneMakesRoom() throws Exception {
        List<Future<Optional<Instant>>> held = hold(6);
        end.countDown();
        for (Future<Optional<Instant>> work : held) {
            work.get();
        }

        for (int i = 0; i < 100; i++) {
            assertThat(workers.hold(tenantId, Optional::empty)).isEmpty();
        }
    }

    @Test
    void whatFailsMakesRoomToo() {
        for (int i = 0; i < 100; i++) {
            assertThatIllegalStateException().isThrownBy(() -> workers.hold(tenantId, TenantWorkersTest::neverDone));
        }

        assertThat(workers.hold(tenantId, Optional::empty)).isEmpty();
    }

    @Test
    void theOnlyWorkerIsForEveryone() {
        TenantWorkers one = new TenantWorkers(1, Clock.fixed(Rows.NOW, ZoneOffset.UTC));

        assertThat(one.hold(tenantId, Optional::empty)).isEmpty();
    }

    private List<Future<Optional<Instant>>> hold(int count) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(count);
        List<Future<Optional<Instant>>> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(threads.submit(() -> workers.hold(tenantId, () -> {
                begun.countDown();
                awaitEnd();
                return Optional.empty();
            })));
        }
        begun.await();
        return held;
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Instant> neverDone() {
        throw new IllegalStateException("done");
    }
}
