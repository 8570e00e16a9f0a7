package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import com.nevermisscall.callservice.web.AdmissionIT.Doors;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two places taken and one waiting, on a real Tomcat: what comes then is refused before anything looks at it. */
@ServiceWithoutDatabase({
    "access.service-keys=a-service-key-for-tests",
    "access.jwt-secret=a-jwt-secret-for-tests-of-32-bytes-or-more",
    "admission.database-connections=3",
    "admission.queue=1",
    "admission.queue-millis=60000",
    "management.server.port=0"
})
@AutoConfigureObservability(tracing = false)
@Import({Doors.class, OverloadIT.Guarded.class})
class OverloadIT {

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void whatHasNoHopeOfAPlaceIsRefusedBeforeItsCredentialsAreLookedAt() throws Exception {
        assertThat(get("/guarded").status()).isEqualTo(401);
        List<CompletableFuture<Integer>> in = IntStream.range(0, 3)
                .mapToObj(request ->
                        CompletableFuture.supplyAsync(() -> get("/doors/closed").status()))
                .toList();
        await().until(() -> Doors.WAITING.getQueueLength() == 2
                && metrics.get("callservice.requests.queued").gauge().value() == 1);
        try {
            RawHttp.Answer refused = await().until(
                            () -> {
                                // Refused because only one may wait, and it tells that there is too much.
                                assertThat(get("/doors/open").status()).isEqualTo(503);
                                return get("/guarded");
                            },
                            answer -> answer.status() == 503);

            assertThat(refused.headers())
                    .containsEntry("retry-after", "1")
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("content-type", "application/json")
                    .containsKey("x-request-id");
            assertThat(refused.body()).contains("SERVICE_UNAVAILABLE");
            assertThat(get("/health/door").status()).isEqualTo(200);
        } finally {
            Doors.WAITING.release(3);
        }
        assertThat(in).extracting(CompletableFuture::join).containsOnly(200);
        assertThat(get("/guarded").status()).isEqualTo(401);
    }

    private RawHttp.Answer get(String path) {
        try {
            return RawHttp.request(port, "GET " + path + " HTTP/1.1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not for strangers. */
    @RestController
    @Audience(Audience.Caller.SERVICE)
    static class Guarded {

        @GetMapping("/guarded")
        String guarded() {
            return "in";
        }
    }
}
