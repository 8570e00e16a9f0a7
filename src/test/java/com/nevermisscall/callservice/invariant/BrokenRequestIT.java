package com.nevermisscall.callservice.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import com.nevermisscall.callservice.web.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No body, header or path from outside makes a 500, and every refusal is the envelope that tells nothing of the inside. */
@ReplicasTest
class BrokenRequestIT {

    private static final int AT_ONCE = 4;
    private static final int READ_TIMEOUT_MILLIS = 40_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern INSIDE = Pattern.compile(
            "exception|nevermisscall|springframework|jakarta|java\\.|hibernate|jackson|fasterxml|tomcat|apache|sqlstate"
                    + "|postgres|hikari|\\bat [a-z]+\\.|select .* from|insert into|constraint|stack",
            Pattern.CASE_INSENSITIVE);

    @Test
    void everyBrokenRequestIsAnsweredInTheEnvelope() {
        Story story = Replicas.story();
        Story.Answer missed = story.missedCall();
        Map<String, String> ids = Map.of(
                "tenantId", story.tenantId().toString(),
                "callId", missed.text("call.id"),
                "conversationId", missed.text("call.conversationId"),
                "leadId", missed.text("call.leadId"));
        long seed = ThreadLocalRandom.current().nextLong();
        BrokenRequests requests = new BrokenRequests(seed, story, ids);
        List<Callable<Exchange>> exchanges = new ArrayList<>();
        endpoints().flatMap(endpoint -> endpoint.broken(requests)).forEach(request -> {
            int port = exchanges.size() % 2 == 0
                    ? Replicas.one().port()
                    : Replicas.two().port();
            exchanges.add(() -> exchange(port, request));
        });

        List<Exchange> done = Storm.of(AT_ONCE, exchanges);

        assertThat(done).hasSizeGreaterThan(3_000);
        assertThat(done.stream().map(BrokenRequestIT::fault).filter(fault -> !fault.isEmpty()))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(done).anySatisfy(exchange -> assertThat(exchange.status()).isEqualTo(200));
        assertThat(story.webhook("/calls/incoming", Map.of()).code()).isEqualTo("VALIDATION_ERROR");
    }

    /** Whatever is mapped. */
    private static Stream<Endpoint> endpoints() {
        RequestMappingHandlerMapping mapping =
                Replicas.one().context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> entry.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method -> entry.getKey().getPatternValues().stream()
                                .map(pattern -> new Endpoint(method.name(), pattern, fieldsOf(entry.getValue())))));
    }

    /** What an endpoint reads of a body. */
    private static List<String> fieldsOf(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .flatMap(parameter -> Arrays.stream(parameter.getParameterType().getRecordComponents()))
                .map(RecordComponent::getName)
                .toList();
    }

    private record Endpoint(String method, String pattern, List<String> fields) {

        Stream<byte[]> broken(BrokenRequests requests) {
            return requests.to(method, pattern, fields);
        }
    }

    private static Exchange exchange(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request);
                out.flush();
                socket.shutdownOutput();
            } catch (SocketException refusedBeforeTheEnd) {
                assertThat(request.length).isGreaterThan(8_000);
            }
            return new Exchange(request, read(socket));
        }
    }

    /** All that comes; a server that has refused a body unread may reset the connection after its answer. */
    private static String read(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return answer.toString();
    }

    /** What is wrong with an answer; empty when nothing is. */
    private static String fault(Exchange exchange) {
        int status = exchange.status();
        if (!exchange.isHeadless() && (status >= 500 || status < 200)) {
            return exchange.describe("status " + status);
        }
        if (status >= 200 && status < 400 || exchange.isHead()) {
            return "";
        }
        try {
            if (!isEnvelope(JSON.readTree(exchange.body()), exchange)) {
                return exchange.describe("no envelope");
            }
        } catch (IOException e) {
            return exchange.describe("no JSON");
        }
        return INSIDE.matcher(exchange.body()).find() ? exchange.describe("tells of the inside") : "";
    }

    private static boolean isEnvelope(JsonNode body, Exchange exchange) {
        String requestId = body.path("requestId").asText().toLowerCase(Locale.ROOT);
        return body.path("success").isBoolean()
                && !body.path("success").asBoolean()
                && Arrays.stream(ErrorCode.values())
                        .anyMatch(code -> code.name()
                                        .equals(body.at("/error/code").asText())
                                && (exchange.isHeadless() || code.status().value() == exchange.status()))
                && !body.at("/error/message").asText().isBlank()
                && !body.path("timestamp").asText().isBlank()
                && (exchange.isHeadless() || exchange.head().contains("x-request-id: " + requestId));
    }

    private record Exchange(byte[] request, String answer) {

        private static final String CONTINUE = "HTTP/1.1 100 \r\n\r\n";

        /** An interim answer is none. */
        Exchange {
            answer = answer.startsWith(CONTINUE) ? answer.substring(CONTINUE.length()) : answer;
        }

        int status() {
            return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
        }

        /** HTTP/0.9, as which Tomcat takes a request line without a version: a body and no head. */
        boolean isHeadless() {
            return answer.startsWith("{");
        }

        boolean isHead() {
            return request[0] == 'H';
        }

        String head() {
            return answer.substring(0, Math.max(answer.indexOf("\r\n\r\n"), 0)).toLowerCase(Locale.ROOT) + "\r\n";
        }

        String body() {
            String body = isHeadless() ? answer : answer.substring(answer.indexOf("\r\n\r\n") + 4);
            return head().contains("transfer-encoding: chunked")
                    ? body.replaceAll("(?m)^[0-9a-f]+\\r\\n", "").strip()
                    : body;
        }

        String describe(String fault) {
            String sent = new String(request, StandardCharsets.UTF_8);
            return fault + "\n>>> " + shortened(sent) + "\n<<< " + shortened(answer);
        }

        private static String shortened(String text) {
            return text.length() < 1_500
                    ? text
                    : text.substring(0, 1_200) + " … " + text.substring(text.length() - 200);
        }
    }
}
