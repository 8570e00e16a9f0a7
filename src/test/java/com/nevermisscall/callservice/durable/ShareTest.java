package com.nevermisscall.callservice.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Priority;
import com.nevermisscall.callservice.support.SettableTime;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareTest {

    private final UUID tenantId = UUID.randomUUID();
    private final SettableTime time = new SettableTime();
    private final Share share = new Share(5, 2, time);

    @Test
    void whatComesAtOnceIsOrdinaryUpToTheShare() {
        assertThat(IntStream.range(0, 7).map(i -> share.priorityOfNext(tenantId)))
                .containsExactly(
                        Priority.MEDIUM,
                        Priority.MEDIUM,
                        Priority.MEDIUM,
                        Priority.MEDIUM,
                        Priority.MEDIUM,
                        Priority.LOW,
                        Priority.LOW);
    }

    @Test
    void theShareGrowsBackEvenly() {
        IntStream.range(0, 9).forEach(i -> share.priorityOfNext(tenantId));

        time.advance(Duration.ofMillis(499));
        assertThat(share.priorityOfNext(tenantId)).isEqualTo(Priority.LOW);
        time.advance(Duration.ofMillis(1));
        assertThat(share.priorityOfNext(tenantId)).isEqualTo(Priority.MEDIUM);
        assertThat(share.priorityOfNext(tenantId)).isEqualTo(Priority.LOW);
    }

    @Test
    void oneTenantsFloodTakesNothingFromAnothersShare() {
        IntStream.range(0, 1000).forEach(i -> share.priorityOfNext(tenantId));

        assertThat(share.priorityOfNext(UUID.randomUUID())).isEqualTo(Priority.MEDIUM);
    }
}
