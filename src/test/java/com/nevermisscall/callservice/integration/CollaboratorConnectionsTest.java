package com.nevermisscall.callservice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nevermisscall.callservice.security.AccessProperties;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;

class CollaboratorConnectionsTest {

    private static final Duration AMPLE = Duration.ofSeconds(5);

    @Test
    void keepsAConnectionAndClosesItInTheEnd() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> requestsOfOneConnection =
                    CompletableFuture.supplyAsync(() -> answerUntilItIsClosed(server));
            try (CollaboratorConnections connections = connections()) {
                CollaboratorHttp http =
                        connections.open(Collaborator.DISPATCH_AI, "http://127.0.0.1:" + server.getLocalPort(), AMPLE);

                http.await(http.post(CollaboratorRequest.to("/path", Map.of())));

                assertThat(requestsOfOneConnection).isNotDone();
            }
            assertThat(requestsOfOneConnection).succeedsWithin(AMPLE).isEqualTo(1);
        }
    }

    private static CollaboratorConnections connections() {
        return new CollaboratorConnections(
                WebClient.builder(),
                new ObjectMapper(),
                CircuitBreakerRegistry.ofDefaults(),
                BulkheadRegistry.ofDefaults(),
                new AccessProperties(List.of("key"), "unused", List.of()),
                Clock.systemUTC());
    }

    private static int answerUntilItIsClosed(ServerSocket server) {
        try (Socket connection = server.accept();
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
            int requests = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    lines.skip("{}".length());
                    requests++;
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            return requests;
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }
}
