package com.nevermisscall.callservice.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.nevermisscall.callservice.security.AccessProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** Calls the service's own webhooks over HTTP, as twilio-server does. */
@InSandbox
@Component
class ServiceWebhooks {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final WebClient client;
    private final String serviceKey;

    ServiceWebhooks(WebClient.Builder builder, AccessProperties access) {
        // Without the tap on what the service says: what twilio-server says is seen where it arrives.
        this.client = builder.filters(List::clear).build();
        this.serviceKey = access.serviceKeys().get(0);
    }

    /** The service's answer, whatever its status; port is the one that the service listens on. */
    ResponseEntity<JsonNode> post(int port, String path, Map<String, Object> body) {
        return client.post()
                .uri("http://localhost:" + port + path)
                .header("x-service-key", serviceKey)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchangeToMono(response -> response.bodyToMono(JsonNode.class)
                        .defaultIfEmpty(NullNode.getInstance())
                        .map(answer ->
                                ResponseEntity.status(response.statusCode()).body(answer)))
                .block(LIMIT);
    }
}
