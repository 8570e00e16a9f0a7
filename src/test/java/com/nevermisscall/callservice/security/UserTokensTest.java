package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.Encoders;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTokensTest {

    private static final String SECRET = "a-secret-of-at-least-sixty-four-bytes-that-HS512-would-take-as-well!!";
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final long LATER = NOW.getEpochSecond() + 60;
    private static final String USER = "0198c0de-0000-7000-8000-000000000001";
    private static final String TENANT = "0198c0de-0000-7000-8000-000000000002";
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final CurrentUser ANN =
            new CurrentUser(UUID.fromString(USER), UUID.fromString(TENANT), "ann@example.com", "owner");

    private final UserTokens tokens = tokensAt(NOW);

    @Test
    void whatIsIssuedIsReadBack() {
        assertThat(tokens.read(tokens.issue(ANN, Duration.ofMinutes(5)))).contains(ANN);
    }

    @Test
    void emailAndRoleAreOptional() {
        CurrentUser bare = new CurrentUser(ANN.userId(), ANN.tenantId(), null, null);

        assertThat(tokens.read(tokens.issue(bare, Duration.ofMinutes(5)))).contains(bare);
    }

    @Test
    void aTokenEndsToTheSecond() {
        String token = tokens.issue(ANN, Duration.ofMinutes(5));

        assertThat(tokensAt(NOW.plusSeconds(299)).read(token)).isPresent();
        assertThat(tokensAt(NOW.plusSeconds(301)).read(token)).isEmpty();
    }

    @Test
    void theUserIsInUserIdOrSub() throws Exception {
        assertThat(tokens.read(signed("\"sub\":\"%s\",\"tenant_id\":\"%s\"".formatted(USER, TENANT))))
                .map(CurrentUser::userId)
                .contains(ANN.userId());
        assertThat(tokens.read(
                        signed("\"sub\":\"auth0|7\",\"user_id\":\"%s\",\"tenant_id\":\"%s\"".formatted(USER, TENANT))))
                .map(CurrentUser::userId)
                .contains(ANN.userId());
    }

    static List<String> claimsThatDoNotDo() {
        String user = "\"user_id\":\"%s\"".formatted(USER);
        String tenant = "\"tenant_id\":\"%s\"".formatted(TENANT);
        return List.of(
                user,
                tenant,
                user + ",\"tenant_id\":null",
                user + ",\"tenant_id\":\"\"",
                user + ",\"tenant_id\":\"1-1-1-1-1\"",
                user + ",\"tenant_id\":7",
                user + ",\"tenant_id\":[\"" + TENANT + "\"]",
                "\"user_id\":\"ann\"," + tenant,
                "\"user_id\":{}," + tenant,
                user + "," + tenant + ",\"role\":7",
                user + "," + tenant + ",\"nbf\":" + LATER);
    }

    @ParameterizedTest
    @MethodSource("claimsThatDoNotDo")
    void userAndTenantMustBeUuids(String claims) throws Exception {
        assertThat(tokens.read(signed(claims))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"exp\":null",
                ",\"exp\":\"\"",
                ",\"exp\":\"soon\"",
                ",\"exp\":{}",
                ",\"exp\":1e400",
                ",\"exp\":-1",
                ",\"exp\":true",
                ",\"exp\":1769860799"
            })
    void theExpiryIsRequiredAndAhead(String expiry) throws Exception {
        String claims = "{\"user_id\":\"%s\",\"tenant_id\":\"%s\"%s}".formatted(USER, TENANT, expiry);

        assertThat(tokens.read(token(HS256, claims, SECRET, "HmacSHA256"))).isEmpty();
    }

    @Test
    void aForeignSignatureIsRefused() throws Exception {
        assertThat(tokens.read(token(HS256, goodClaims(), SECRET + "x", "HmacSHA256")))
                .isEmpty();
        String good = token(HS256, goodClaims(), SECRET, "HmacSHA256");
        assertThat(tokens.read(good)).isPresent();
        assertThat(tokens.read(good.substring(0, good.lastIndexOf('.') + 1))).isEmpty();
        assertThat(tokens.read(good.replaceFirst("\\..*\\.", "." + base64(goodClaims() + " ") + ".")))
                .isEmpty();
    }

    @Test
    void otherAlgorithmsAreRefused() throws Exception {
        assertThat(tokens.read(token("{\"alg\":\"HS512\"}", goodClaims(), SECRET, "HmacSHA512")))
                .isEmpty();
        assertThat(tokens.read(token("{\"alg\":\"HS384\"}", goodClaims(), SECRET, "HmacSHA384")))
                .isEmpty();
        for (String none : List.of("none", "None", "NONE", "")) {
            String header = base64("{\"alg\":\"" + none + "\"}");
            assertThat(tokens.read(header + "." + base64(goodClaims()) + ".")).isEmpty();
        }
    }

    @Test
    void anotherAlgorithmsNameOnOurSignatureIsRefused() throws Exception {
        for (String algorithm : List.of("RS256", "ES256", "PS256", "HS512", "none", "dir")) {
            String token = token("{\"alg\":\"" + algorithm + "\"}", goodClaims(), SECRET, "HmacSHA256");
            assertThat(tokens.read(token)).as(algorithm).isEmpty();
        }
        KeyPair pair = Jwts.SIG.RS256.keyPair().build();
        String publicKey = Encoders.BASE64.encode(pair.getPublic().getEncoded());
        assertThat(tokens.read(token(HS256, goodClaims(), publicKey, "HmacSHA256")))
                .isEmpty();
        assertThat(tokens.read(Jwts.builder()
                        .claim("user_id", USER)
                        .claim("tenant_id", TENANT)
                        .expiration(java.util.Date.from(NOW.plusSeconds(60)))
                        .signWith(pair.getPrivate())
                        .compact()))
                .isEmpty();
    }

    static Stream<String> nonsense() {
        return Stream.of(
                "",
                " ",
                ".",
                "..",
                "...",
                "a.b.c",
                "a.b.c.d.e",
                base64("[]") + ".." + base64("x"),
                base64("{\"alg\":7}") + "." + base64("{}") + "." + base64("x"),
                base64("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}") + ".e30." + base64("x"),
                base64("{\"alg\":\"HS256\",\"zip\":\"DEF\"}") + ".e30." + base64("x"),
                base64("{\"a\":".repeat(3000)) + ".e30." + base64("x"),
                "\u0000.\u0000.\u0000");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsNoTokenAndNoError(String nonsense) {
        assertThat(tokens.read(nonsense)).isEmpty();
    }

    @Test
    void aShortSecretStopsTheStart() {
        AccessProperties access = new AccessProperties(List.of("key"), "x".repeat(31), List.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> new UserTokens(access, Clock.systemUTC()))
                .withMessageContaining("JWT_SECRET");
    }

    private static UserTokens tokensAt(Instant time) {
        return new UserTokens(
                new AccessProperties(List.of("key"), SECRET, List.of()), Clock.fixed(time, ZoneOffset.UTC));
    }

    private static String goodClaims() {
        return "{\"user_id\":\"%s\",\"tenant_id\":\"%s\",\"exp\":%d}".formatted(USER, TENANT, LATER);
    }

    private static String signed(String claims) throws Exception {
        return token(HS256, "{" + claims + ",\"exp\":" + LATER + "}", SECRET, "HmacSHA256");
    }

    /** Made by hand, because the library would refuse to make most of what an attacker sends. */
    private static String token(String header, String claims, String secret, String algorithm) throws Exception {
        String content = base64(header) + "." + base64(claims);
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
        byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
