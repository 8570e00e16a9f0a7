package com.nevermisscall.callservice.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** What is seen of the service's requests to a collaborator that answers in all kinds of ways. */
class OutgoingTapTest {

    private static final String SMS = "/sandbox/twilio/internal/sms/send";

    @RegisterExtension
    static final WireMockExtension COLLABORATOR = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final WireLog wire = new WireLog(Clock.systemUTC(), new EventLog());
    private final WebClient client =
            WebClient.builder().filter(new OutgoingTap(wire)).build();

    @BeforeEach
    void answers() {
        COLLABORATOR.stubFor(post(anyUrl()).willReturn(okJson("{\"messageSid\": \"SM1\"}")));
    }

    @Test
    void showsRequestAndAnswerButNoSecret() {
        assertThat(ask(SMS, "{\"body\": \"Größe <b>\"}").block()).isEqualTo("{\"messageSid\": \"SM1\"}");

        WireLog.Exchange seen = only();
        assertThat(seen.from()).isEqualTo("as-call-service");
        assertThat(seen.to()).isEqualTo("twilio-server");
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.path()).isEqualTo("/internal/sms/send");
        assertThat(seen.headers()).isEqualTo(Map.of("x-service-key", "••••••", "Idempotency-Key", "a-key"));
        assertThat(seen.request()).isEqualTo("{\"body\": \"Größe <b>\"}");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.response()).isEqualTo("{\"messageSid\": \"SM1\"}");
        assertThat(seen.failure()).isNull();
        assertThat(seen.millis()).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource({
        "/internal/sms/send, twilio-server",
        "/base/dispatch/process, dispatch-bot-ai",
        "/internal/tenants/1/validate, ts-tenant-service",
        "/any/where/tenant/1, as-connection-service"
    })
    void knowsCollaboratorsByTheirPaths(String path, String collaborator) {
        ask(path, "{}").block();

        assertThat(only().to()).isEqualTo(collaborator);
        assertThat(only().path()).isEqualTo(path);
    }

    @Test
    void showsAnAnswerWhoseBodyNobodyReads() {
        COLLABORATOR.stubFor(
                post(anyUrl()).willReturn(aResponse().withStatus(503).withBody("down")));

        request(SMS, "{}").exchangeToMono(ClientResponse::releaseBody).block();

        assertThat(only().status()).isEqualTo(503);
        assertThat(only().response()).isEqualTo("down");
    }

    @Test
    void showsThatTheServiceGaveUp() {
        COLLABORATOR.stubFor(post(anyUrl()).willReturn(okJson("{}").withFixedDelay(20_000)));

        assertThatThrownBy(() -> ask(SMS, "{}").timeout(Duration.ofSeconds(3)).block());

        assertThat(only().status()).isNull();
        assertThat(only().failure()).isEqualTo("given up");
        assertThat(only().request()).isEqualTo("{}");
    }

    @Test
    void showsThatNobodyIsThere() {
        assertThatThrownBy(() -> client.post()
                .uri("http://localhost:1" + SMS)
                .retrieve()
                .toBodilessEntity()
                .block());

        assertThat(only().failure()).isEqualTo("not reachable");
    }

    @Test
    void cutsWhatIsTooLong() {
        ask(SMS, "x".repeat(TappedBody.LIMIT_BYTES + 1)).block();

        assertThat(only().request()).hasSize(TappedBody.LIMIT_BYTES + 1).endsWith("x…");
    }

    private Mono<String> ask(String path, String body) {
        return request(path, body).retrieve().bodyToMono(String.class);
    }

    private WebClient.RequestHeadersSpec<?> request(String path, String body) {
        return client.post()
                .uri(COLLABORATOR.baseUrl() + path)
                .header("x-service-key", "top-secret")
                .header("Idempotency-Key", "a-key")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body);
    }

    private WireLog.Exchange only() {
        assertThat(wire.list()).hasSize(1);
        return wire.list().get(0);
    }
}
