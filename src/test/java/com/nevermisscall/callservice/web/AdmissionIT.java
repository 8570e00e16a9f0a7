package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Two places and no queue, on a real Tomcat: what is refused, how, and what is not. */
@ServiceWithoutDatabase({
    "access.service-keys=a-service-key-for-tests",
    "access.jwt-secret=a-jwt-secret-for-tests-of-32-bytes-or-more",
    "admission.database-connections=3",
    "admission.queue=0",
    "management.server.port=0"
})
@AutoConfigureObservability(tracing = false)
@Import(AdmissionIT.Doors.class)
class AdmissionIT {

    private static final String BODY = "{\"name\": \"a body that nobody reads\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void whatFindsNoPlaceIsRefusedAndProbesAreNot() throws Exception {
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> status("/doors/closed"));
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> status("/doors/closed"));
        await().until(() -> Doors.WAITING.getQueueLength() == 2);
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String refused = exchange(caller, post("/doors/read", BODY.length(), ""));

            assertThat(refused)
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: 1")
                    .contains("SERVICE_UNAVAILABLE");
            write(caller, BODY);
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
            assertThat(status("/health/door")).isEqualTo(200);
            assertThat(metrics.get("callservice.requests.shed")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        } finally {
            Doors.WAITING.release(2);
        }
        assertThat(first.join()).isEqualTo(200);
        assertThat(second.join()).isEqualTo(200);
        assertThat(status("/doors/open")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void callersWhoSendTheirBodiesSlowlyTakeNobodysPlace(int sent) throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket slower = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(slow, post("/doors/read", BODY.length(), BODY.substring(0, sent)));
            write(slower, post("/doors/read", BODY.length(), BODY.substring(0, sent)));
            await().until(() -> metrics.get("callservice.requests.away").gauge().value() == 2);

            assertThat(status("/doors/open")).isEqualTo(200);

            assertThat(exchange(slow, BODY.substring(sent))).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void callersWhoReadLongAnswersSlowlyTakeNobodysPlace() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket slower = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (Socket reader : List.of(slow, slower)) {
                write(reader, "GET /doors/long HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(reader.getInputStream().read()).isEqualTo('H');
            }

            assertThat(status("/doors/open")).isEqualTo(200);
        }
    }

    private int status(String path) {
        try {
            return RawHttp.request(port, "GET " + path + " HTTP/1.1").status();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String post(String path, int length, String body) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, length, body);
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Sends, and reads one answer, which is all in one piece. */
    private static String exchange(Socket socket, String text) throws IOException {
        write(socket, text);
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[8192];
        return new String(answer, 0, in.read(answer), StandardCharsets.ISO_8859_1);
    }

    /** Doors that open when the test says so. */
    @RestController
    @Audience(Audience.Caller.PUBLIC)
    static class Doors {

        static final Semaphore WAITING = new Semaphore(0);

        @GetMapping("/doors/closed")
        String closed() throws InterruptedException {
            WAITING.acquire();
            return "in";
        }

        @GetMapping({"/doors/open", "/health/door"})
        String open() {
            return "in";
        }

        /** More than all buffers between the two take. */
        @GetMapping("/doors/long")
        byte[] many() {
            return new byte[32 * 1024 * 1024];
        }

        @PostMapping("/doors/read")
        String read(@RequestBody String body) {
            return body;
        }
    }
}
