package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.RawHttp.Answer;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What nobody should send: never a 5xx, always the envelope, nothing of it in the log. */
@ServiceWithoutDatabase({
    "access.service-keys=a-service-key-for-tests",
    "access.jwt-secret=a-jwt-secret-for-tests-of-32-bytes-or-more",
    "management.server.port=-1"
})
@Import(ProbeController.class)
@ExtendWith(OutputCaptureExtension.class)
@Isolated("What is printed meanwhile must be its own")
class HostileRequestIT {

    private static final String PHONE = "12125551234";

    @LocalServerPort
    private int port;

    static Stream<String> malformedRequests() {
        String rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        return Stream.of(
                "GET /probe/required?x=<" + PHONE + ">" + rest,
                "GET /probe/\"" + PHONE + "\"" + rest,
                "GET /probe/{x}" + rest,
                "GET /probe/%zz" + rest,
                "GET /probe/%" + rest,
                "GET /probe/%00" + rest,
                "GET /probe/%2e%2e/x" + rest,
                "GET /probe%2fbody" + rest,
                "GET /probe%252fbody" + rest,
                "GET /probe\\body" + rest,
                "GET /probe%5cbody" + rest,
                "GET //probe//required" + rest,
                "GET /../../etc/passwd" + rest,
                "GET /probe/required;jsessionid=" + PHONE + rest,
                "GET /probe/%0a" + rest,
                "GET /probe/%e2%28%a1" + rest,
                "GET probe" + rest,
                "GET *" + rest,
                "GET http://[::1" + rest,
                "CONNECT localhost:80" + rest,
                "GE(T / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/3.0\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b:x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: a\r\n".repeat(101) + "Connection: close\r\n\r\n",
                "GET /" + "a".repeat(20_000) + rest,
                "GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: " + PHONE + "\r\nConnection: close\r\n\r\n",
                "POST /probe/body HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\nConnection: close\r\n\r\n",
                "POST /probe/body HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
                "POST /probe/body HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\nConnection: close\r\n\r\n",
                "POST /probe/body HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "nonsense\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformedRequests")
    void whatCannotBeReadIsTheCallersFault(String request, CapturedOutput output) throws IOException {
        Answer answer = RawHttp.send(port, request);

        assertThat(answer.status()).isBetween(400, 499);
        assertEnvelope(answer);
        assertThat(output).doesNotContain("ERROR").doesNotContain("WARN").doesNotContain(PHONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "DELETE", "PATCH", "FOO", "get"})
    void anotherMethodIsNotAllowed(String method) throws IOException {
        Answer answer = RawHttp.request(port, method + " /probe/body HTTP/1.1");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsKey("allow");
        assertEnvelope(answer);
    }

    @Test
    void aHeadHasNoBodyAndOptionsTellsTheMethods() throws IOException {
        assertThat(RawHttp.request(port, "HEAD /no/such/path HTTP/1.1").status())
                .isEqualTo(404);
        assertThat(RawHttp.request(port, "OPTIONS /probe/body HTTP/1.1")
                        .headers()
                        .get("allow"))
                .contains("POST");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json; charset=x-nonsense  | {"text":"a"}   | 415
            application/json; charset="           | {"text":"a"}   | 415
            application/                          | {"text":"a"}   | 415
            application/x-www-form-urlencoded     | a=%zz&b        | 415
            multipart/form-data                   | x              | 415
            application/json                      | {"text":"\u00e4"}  | 400
            application/json                      | \u00ff\u00fe{      | 400
            application/json                      | ''             | 400
            """)
    void aStrangeBodyIsTheCallersFault(String contentType, String body, int status) throws IOException {
        Answer answer = RawHttp.post(port, "/probe/body", contentType, body == null ? "" : body);

        assertThat(answer.status()).isEqualTo(status);
        assertEnvelope(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"User-Agent: \u0081", "Idempotency-Key: \u0081\u0001", "Accept: \u0081", "Accept-Language: ;;;"})
    void strangeHeadersAreNoErrorOfOurs(String header) throws IOException {
        Answer answer = RawHttp.request(
                port, "POST /probe/mixed HTTP/1.1", header, "Content-Type: application/json", "Content-Length: 0");

        assertThat(answer.status()).isBetween(400, 499);
        assertEnvelope(answer);
    }

    @Test
    void aStatedLengthOverTheLimitIsRefusedUnread() throws IOException {
        Answer answer = RawHttp.request(
                port, "POST /probe/body HTTP/1.1", "Content-Type: application/json", "Content-Length: 262145");

        assertThat(answer.status()).isEqualTo(413);
        assertEnvelope(answer);
    }

    @Test
    void aChunkedBodyIsRefusedOnceItIsOverTheLimit() throws IOException {
        String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        String start = "POST /probe/body HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

        Answer answer = RawHttp.send(port, start + "9\r\n{\"text\":\"\r\n" + chunk.repeat(5) + "0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(413);
        assertEnvelope(answer);
        Answer within = RawHttp.send(port, start + "9\r\n{\"text\":\"\r\n" + chunk.repeat(3) + "2\r\n\"}\r\n0\r\n\r\n");
        assertThat(within.status()).isEqualTo(200);
    }

    @Test
    void theCallersIdComesBackEvenFromTheServerItself() throws IOException {
        for (String path : List.of("/no/such/path", "/probe;x=1", "/probe/%00")) {
            Answer answer = RawHttp.request(port, "GET " + path + " HTTP/1.1", "X-Request-Id: mine-1");

            assertThat(answer.headers()).containsEntry("x-request-id", "mine-1");
            assertThat(answer.body()).contains("\"requestId\":\"mine-1\"");
        }
    }

    @Test
    void theErrorPageIsNoPage() throws IOException {
        assertThat(RawHttp.request(port, "GET /error HTTP/1.1").status()).isEqualTo(404);
    }

    private static void assertEnvelope(Answer answer) throws IOException {
        assertThat(answer.headers().get("content-type")).startsWith("application/json");
        assertThat(answer.headers().get("x-request-id")).isNotBlank();
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.get("success").asBoolean(true)).isFalse();
        assertThat(body.get("error").get("code").asText()).matches("[A-Z_]+");
        assertThat(body.get("error").get("details").isObject()).isTrue();
        assertThat(body.get("requestId").asText()).isEqualTo(answer.headers().get("x-request-id"));
        assertThat(body.get("timestamp").asText()).endsWith("Z");
    }
}
