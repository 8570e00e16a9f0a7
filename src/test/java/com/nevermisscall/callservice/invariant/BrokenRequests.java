package com.nevermisscall.callservice.invariant;

import com.nevermisscall.callservice.support.Story;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes requests as no caller should send them, the same ones for the same seed; credentials and ids are right. */
final class BrokenRequests {

    private static final List<String> METHODS =
            words("GET HEAD POST PUT PATCH DELETE OPTIONS TRACE PROPFIND get PÖST", "P OST", "");

    private static final List<String> PATH_GARBAGE =
            words("""
            / // /. /.. /..;/ ;a=b % %2 %zz %00 %2e%2e%2f %2F %5c \\ /%c0%ae %ff%fe ü 😀 [ | ^ {x} %7Bx%7D *
            ~ ' " <b> #x ? ??""", "\u0001", "\t", "/" + "a".repeat(5_000), "/a".repeat(600));

    private static final List<String> QUERIES = words("""
            page=0 page=-1 page=99999999999999999999 page=1e3 page= page page=1&page=2 page=%00 pageSize=0
            pageSize=101 pageSize=NaN limit=501 limit=-0 limit=٣ before=1 before=%ff before=1-1-1-1-1
            status=%zz status=MISSED status=missed%00 status=[] status[]=x = &&& % page=1;pageSize=2
            _method=DELETE callback=alert(1) page=😀 page=10000000&pageSize=100 page=10000001""", "a=" + "b".repeat(5_000));

    private static final List<String> HEADERS = List.of(
            "X-Request-Id: " + "x".repeat(65),
            "X-Request-Id: a b",
            "X-Request-Id: ü",
            "X-Request-Id:",
            "Idempotency-Key: " + "k".repeat(65),
            "Idempotency-Key: a b",
            "Idempotency-Key: 😀",
            "Idempotency-Key:",
            "Idempotency-Key: a\u0001b",
            "Accept: text/html",
            "Accept: */;q=x",
            "Accept: image/png",
            "Accept-Encoding: br",
            "Accept-Charset: utf-99",
            "Accept-Language: " + "x-".repeat(50),
            "Content-Type: text/plain",
            "Content-Type:",
            "Content-Type: application/xml",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; charset=bogus",
            "Content-Type: ///",
            "Content-Type: application/json;;;=",
            "Content-Type: multipart/form-data",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Encoding: gzip",
            "Content-Length: -1",
            "Content-Length: x",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: bogus",
            "Expect: 100-continue",
            "Expect: 200-maybe",
            "Host:",
            "Host: a b",
            "Host: [::1",
            "Host: other.example:99999",
            "Origin: null",
            "Origin: http://evil.example",
            "Range: bytes=0-1",
            "If-None-Match: \"x\"",
            "If-Modified-Since: yesterday",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: 1.2.3.4",
            "X-Forwarded-Proto: gopher",
            "X-Forwarded-Host: ü",
            "Forwarded: for=",
            "Cookie: a=\"; =; b",
            "Upgrade: websocket",
            "Connection: upgrade",
            "no colon",
            ": no name",
            "bad name: x",
            "X-Long: " + "x".repeat(7_000),
            "X-Longer: " + "x".repeat(70_000),
            "X-Null: a\u0000b",
            "X-Tab:\t\t",
            "Authorization: Bearer x",
            "x-service-key: x");

    private static final List<String> VALUES = words(
            """
            null true 0 -1 1.5 1e400 -1e-400 99999999999999999999999 NaN "" "😀" [] {} [[[[[[[[[[]]]]]]]]]]
            [null] [""] "2026-13-45T99:99:99Z" "0000-01-01T00:00:00Z" "+999999999-12-31T23:59:59Z"
            "2026-01-01" 1767225600 "1-1-1-1-1" "00000000-0000-0000-0000-000000000000" "+1"
            "+12125551234\\n" "12125551234" "+٤٤٢٠٧٩٤٦٠٩٥٨" "anonymous" "+266696687"
            "${jndi:ldap://127.0.0.1/x}" "../../etc/passwd" "%s%n%x" "no-answer" "NO_ANSWER" "completed"
            "lost" "active" "abandoned" 12345678.999 -0.0 'x' undefined "\\x" "unclosed 01 +1 1/2 [1,]""",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\uffff\"",
            "\"\u202Eabc\u200B\"",
            "\"é\u0301\\u0007\"",
            "\"" + "x".repeat(1_601) + "\"",
            "\"" + "😀".repeat(1_600) + "\"",
            "\"" + "y".repeat(70_000) + "\"",
            "{\"\": {}}",
            "{\"businessName\": \"\\u0000\", \"tradeType\": []}",
            "{\"a\":".repeat(900) + "1" + "}".repeat(900),
            "[".repeat(5_000),
            "\"'; DROP TABLE calls; --\"",
            "/* c */ 1",
            "1e999999999",
            "-1e-999999999",
            "1" + "0".repeat(5_000),
            "0." + "0".repeat(5_000) + "1",
            "1e+00000000000000000002",
            "{\"a\": 1, \"a\": 2}",
            "[" + "\"x\",".repeat(20_000) + "1]",
            "\"" + "\\u0041".repeat(2_000) + "\"",
            "\"" + "a\u0300".repeat(1_600) + "\"",
            "\"" + "\uFDFA".repeat(1_600) + "\"");

    private static final List<String> BODIES =
            List.of("", " ", "null", "[]", "1", "\"x\"", "{", "{}}", "\u0000", "<xml/>", "a=b&c=d");

    private static final int OTHERS = 30;
    private static final int MUTATED = 15;
    private static final int MUTATIONS = 4;

    private final Random random;
    private final Story story;
    private final Map<String, String> ids;

    BrokenRequests(long seed, Story story, Map<String, String> ids) {
        this.random = new Random(seed);
        this.story = story;
        this.ids = ids;
    }

    /** Requests to an endpoint: each of the fields that it reads with each odd value, and some with other things wrong. */
    Stream<byte[]> to(String method, String pattern, List<String> read) {
        Stream<byte[]> oddValues = read.stream()
                .flatMap(field -> VALUES.stream()
                        .map(value -> request(method, path(pattern, false), null, json(Map.of(field, value)))));
        return Stream.of(
                        oddValues,
                        Stream.generate(() -> next(method, pattern)).limit(OTHERS),
                        Stream.generate(() -> mutated(method, pattern)).limit(MUTATED))
                .flatMap(requests -> requests);
    }

    /** A request that is right but for some bytes: those of the path, of a header's value or, mostly, of the body. */
    private byte[] mutated(String method, String pattern) {
        String path = path(pattern, false);
        String header = null;
        byte[] body = json(Map.of());
        switch (random.nextInt(6)) {
            case 0 -> path = "/" + mutated(path.substring(1));
            case 1 -> header = "X-Request-Id: " + mutated("0123456789");
            case 2 -> header = "Content-Type: " + mutated("application/json; charset=utf-8");
            case 3 -> header = "Authorization: Bearer " + mutated(story.token());
            default -> body = mutated(body);
        }
        return request(method, path, header, body);
    }

    /** What stays one line. */
    private String mutated(String text) {
        return new String(mutated(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1)
                .replace('\r', '_')
                .replace('\n', '_');
    }

    private byte[] mutated(byte[] bytes) {
        byte[] mutated = bytes;
        for (int i = random.nextInt(MUTATIONS); i >= 0; i--) {
            mutated = mutatedOnce(mutated);
        }
        return mutated;
    }

    /** A bit flipped, a byte exchanged, or a piece taken out, doubled or brought from elsewhere. */
    private byte[] mutatedOnce(byte[] bytes) {
        if (bytes.length == 0) {
            return noise();
        }
        byte[] copy = bytes.clone();
        int at = random.nextInt(copy.length);
        int end = Math.min(copy.length, at + 1 + random.nextInt(12));
        int other = random.nextInt(copy.length);
        return switch (random.nextInt(5)) {
            case 0 -> {
                copy[at] ^= (byte) (1 << random.nextInt(8));
                yield copy;
            }
            case 1 -> {
                copy[at] = (byte) random.nextInt(256);
                yield copy;
            }
            case 2 -> joined(Arrays.copyOf(copy, at), Arrays.copyOfRange(copy, end, copy.length));
            case 3 -> joined(Arrays.copyOf(copy, end), Arrays.copyOfRange(copy, at, copy.length));
            default ->
                joined(
                        Arrays.copyOf(copy, other),
                        joined(Arrays.copyOfRange(copy, at, end), Arrays.copyOfRange(copy, other, copy.length)));
        };
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] joined = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, joined, one.length, two.length);
        return joined;
    }

    private byte[] next(String method, String pattern) {
        int wrong = random.nextInt(8);
        String verb = wrong == 0 ? any(METHODS) : method;
        String path = path(pattern, wrong == 1);
        if (wrong == 2) {
            path = path.substring(0, random.nextInt(path.length() + 1))
                    + any(PATH_GARBAGE)
                    + (random.nextBoolean() ? path : "");
        }
        if (wrong == 3 || method.equals("GET") && random.nextBoolean()) {
            path += "?" + any(QUERIES);
        }
        byte[] body = method.equals("GET") && random.nextInt(4) > 0 ? new byte[0] : json(Map.of());
        return request(
                verb,
                path,
                wrong == 4 || wrong == 5 ? any(HEADERS) : null,
                wrong > 5 ? encoded(new String(body, StandardCharsets.UTF_8)) : body);
    }

    private String path(String pattern, boolean badId) {
        String path = pattern;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            String value = badId
                    ? any(List.of("x", "1-1-1-1-1", "%20", UUID.randomUUID().toString(), "null", "%F0%9F%98%80"))
                    : id.getValue();
            path = path.replace("{" + id.getKey() + "}", value);
        }
        return path;
    }

    private byte[] json(Map<String, String> odd) {
        Map<String, String> fields = fields();
        fields.putAll(odd);
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Every field that any endpoint reads; those of others are unknown fields, which are to be ignored. */
    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("callSid", '"' + Story.newSid("CA") + '"');
        fields.put("messageSid", '"' + Story.newSid("SM") + '"');
        fields.put("from", '"' + story.customer() + '"');
        fields.put("to", '"' + story.business() + '"');
        fields.put("tenantId", '"' + story.tenantId().toString() + '"');
        fields.put("callStatus", "\"ringing\"");
        fields.put("callDuration", "0");
        fields.put("direction", "\"inbound\"");
        fields.put("timestamp", "\"2026-01-01T00:00:00Z\"");
        fields.put("endTime", "\"2026-01-01T00:00:00Z\"");
        fields.put("callerCity", "null");
        fields.put("body", "\"Hello <3\"");
        fields.put("message", "\"Hello\"");
        fields.put("takeOverFromAI", "false");
        fields.put("reason", "\"human_takeover\"");
        fields.put("userId", "null");
        fields.put("messageContent", "\"Hello\"");
        fields.put("conversationHistory", "[\"Hi\"]");
        fields.put("tenantContext", "{\"businessName\": \"Smith\"}");
        fields.put("status", "\"completed\"");
        fields.put("customerPhone", "\"+12125550101\"");
        fields.put("outcome", "\"resolved\"");
        fields.put("notes", "\"done\"");
        fields.put("estimatedValue", "275.00");
        return fields;
    }

    private byte[] encoded(String json) {
        return switch (random.nextInt(10)) {
            case 0 -> json.getBytes(StandardCharsets.UTF_16);
            case 1 -> json.getBytes(Charset.forName("UTF-32"));
            case 2 -> ("ü" + json + "ü").getBytes(StandardCharsets.ISO_8859_1);
            case 3 -> json.replace("Hello", "Hellö").getBytes(StandardCharsets.ISO_8859_1);
            case 4 -> ("\uFEFF" + json).getBytes(StandardCharsets.UTF_8);
            case 5 -> json.substring(0, random.nextInt(json.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 6 -> any(BODIES).getBytes(StandardCharsets.UTF_8);
            case 7 -> (json + json).getBytes(StandardCharsets.UTF_8);
            case 8 -> json.replace("Hello", "z".repeat(300_000)).getBytes(StandardCharsets.UTF_8);
            default -> noise();
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] request(String method, String path, String header, byte[] body) {
        String name = header == null ? "" : header.substring(0, Math.max(header.indexOf(':'), 0));
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(' ')
                .append(version())
                .append("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1");
        headers.put("Connection", "close");
        headers.put("Content-Type", "application/json");
        headers.put("Content-Length", String.valueOf(body.length));
        headers.put("x-service-key", Story.SERVICE_KEY);
        headers.put("Authorization", "Bearer " + story.token());
        headers.forEach((key, value) -> {
            if (!key.equals(name) || random.nextInt(4) == 0) {
                head.append(key).append(": ").append(value).append("\r\n");
            }
        });
        if (header != null) {
            head.append(header).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private String version() {
        return random.nextInt(100) > 0
                ? "HTTP/1.1"
                : any(List.of("HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1 ", "http/1.1", ""));
    }

    private static List<String> words(String separatedBySpaces, String... others) {
        return Stream.concat(Arrays.stream(separatedBySpaces.strip().split("\\s+")), Arrays.stream(others))
                .toList();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
