package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** One user who keeps open more requests than the service can hold, on a real Tomcat: the others notice nothing. */
@ServiceWithoutDatabase({
    "access.service-keys=" + GreedyUserIT.KEY,
    "access.jwt-secret=" + BadTokens.SECRET,
    "admission.database-connections=3",
    // All that come at the same moment are let in one after the other, however slow the machine is.
    "admission.queue=200",
    "admission.queue-millis=20000",
    "management.server.port=0"
})
@AutoConfigureObservability(tracing = false)
@Import(GreedyUserIT.Desk.class)
class GreedyUserIT {

    static final String KEY = "a-service-key-for-greedy-users";

    /** As application.yaml has it. */
    private static final int AT_ONCE = 20;

    /** More than may wait for their bodies in the whole service. */
    private static final int GREED = 100;

    private static final UUID TENANT = UUID.randomUUID();
    private static final String AS_SERVICE = ServiceKeys.HEADER + ": " + KEY;
    private static final String BODY = "a body that comes byte by byte";

    private final UUID userId = UUID.randomUUID();
    private final List<Socket> open = new ArrayList<>();

    @LocalServerPort
    private int port;

    @Autowired
    private UserTokens tokens;

    @Autowired
    private MeterRegistry metrics;

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        await().until(() -> away() == 0);
    }

    @Test
    void whoDripsManyRequestsKeepsNobodysWebhookWaiting() throws Exception {
        List<Socket> requests = begin("/desk/" + TENANT, as(userId), GREED);
        await().until(() -> away() + answered(requests).size() == GREED);

        for (String drop : BODY.substring(0, 10).split("")) {
            for (Socket dripping : unanswered(requests)) {
                send(dripping, drop);
            }
            assertThat(whole("/desk/webhook", AS_SERVICE)).isEqualTo(200);
        }
        assertThat(whole("/desk/" + TENANT, as(UUID.randomUUID()))).isEqualTo(200);
    }

    @Test
    void whatIsTooMuchIsRefusedAtOnceInTheEnvelope() throws Exception {
        List<Socket> requests = begin("/desk/" + TENANT, as(userId), AT_ONCE + 10);
        await().until(() -> away() + answered(requests).size() == AT_ONCE + 10);

        assertThat(answered(requests))
                .hasSize(10)
                .allSatisfy(refused -> assertThat(answer(refused))
                        .startsWith("HTTP/1.1 429")
                        .contains("Retry-After: 1\r\n")
                        .contains("\"code\":\"RATE_LIMITED\"")
                        .contains("\"retryAfterSeconds\":1"));
    }

    @Test
    void whatHasEndedInWhateverWayMakesRoom() throws Exception {
        List<Socket> requests = begin("/desk/" + TENANT, as(userId), AT_ONCE);
        await().until(() -> away() == AT_ONCE);
        assertThat(whole("/desk/" + TENANT, as(userId))).isEqualTo(429);

        for (Socket finished : requests.subList(0, AT_ONCE / 2)) {
            send(finished, BODY);
            assertThat(answer(finished)).startsWith("HTTP/1.1 200");
        }
        for (Socket forsaken : requests.subList(AT_ONCE / 2, AT_ONCE)) {
            forsaken.close();
        }
        await().until(() -> away() == 0);

        // One by one, because a caller may have its answer a moment before its request has ended.
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            begin("/desk/" + TENANT, as(userId), 1);
            return away() == AT_ONCE;
        });
    }

    @Test
    void servicesAreTrusted() throws Exception {
        begin("/desk/webhook", AS_SERVICE, 2 * AT_ONCE);

        await().until(() -> away() == 2 * AT_ONCE);
    }

    /** So many requests whose bodies are still to come. */
    private List<Socket> begin(String path, String credentials, int many) throws IOException {
        List<Socket> begun = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(socket);
            begun.add(socket);
            socket.setSoTimeout(20_000);
            send(socket, head(path, credentials));
        }
        return begun;
    }

    /** The status of a request that comes in one piece. */
    private int whole(String path, String credentials) throws IOException {
        return RawHttp.send(port, head(path, credentials + "\r\nConnection: close") + BODY)
                .status();
    }

    private static String head(String path, String credentials) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, credentials, BODY.length());
    }

    private String as(UUID user) {
        return "Authorization: Bearer "
                + tokens.issue(new CurrentUser(user, TENANT, null, null), Duration.ofMinutes(5));
    }

    private double away() {
        return metrics.get("callservice.requests.away").gauge().value();
    }

    private static List<Socket> answered(List<Socket> sockets) throws IOException {
        List<Socket> answered = new ArrayList<>();
        for (Socket socket : sockets) {
            if (socket.getInputStream().available() > 0) {
                answered.add(socket);
            }
        }
        return answered;
    }

    private static List<Socket> unanswered(List<Socket> sockets) throws IOException {
        List<Socket> unanswered = new ArrayList<>(sockets);
        unanswered.removeAll(answered(sockets));
        return unanswered;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** An answer that comes in one piece. */
    private static String answer(Socket socket) throws IOException {
        byte[] answer = new byte[8192];
        return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.ISO_8859_1);
    }

    /** Where users and services hand in what they have. */
    @RestController
    static class Desk {

        @PostMapping("/desk/{tenantId}")
        @Audience(Audience.Caller.USER)
        String ofUsers(@PathVariable UUID tenantId, @RequestBody String body) {
            return body;
        }

        @PostMapping("/desk/webhook")
        @Audience(Audience.Caller.SERVICE)
        String webhook(@RequestBody String body) {
            return body;
        }
    }
}
