package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;

import com.nevermisscall.callservice.security.Audience.Caller;
import com.nevermisscall.callservice.support.EndpointAudit;
import com.nevermisscall.callservice.support.EveryController;
import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.RawHttp.Answer;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * Every mapped endpoint against every kind of credentials, over real HTTP: who must not come in does not, is told the
 * same whatever the reason, and causes neither a handler to run nor anything to be looked up.
 */
@ServiceWithoutDatabase({
    "access.service-keys=" + CredentialsMatrixIT.KEY + "," + CredentialsMatrixIT.NEXT_KEY,
    "access.jwt-secret=" + BadTokens.SECRET,
    "rate-limit.user-per-minute=0",
    "sandbox.enabled=true",
    "management.server.port=-1"
})
@Import(EveryController.class)
class CredentialsMatrixIT {

    static final String KEY = "matrix-service-key-of-today";
    static final String NEXT_KEY = "matrix-service-key-of-tomorrow";

    private static final Map<String, Caller> AUDIENCES = EndpointAudit.audiencesOfTheService();
    private static final List<Class<?>> CONTROLLERS = EndpointAudit.controllers();
    private static final UUID OWN_TENANT = UUID.randomUUID();
    private static final UUID OTHER_TENANT = UUID.randomUUID();
    private static final BadTokens BAD_TOKENS = new BadTokens(OWN_TENANT);
    private static final String REFUSAL = "\\{\"success\":false,\"error\":\\{\"code\":\"UNAUTHORIZED\",\"message\":"
            + "\"Credentials are missing or not valid\",\"details\":\\{}},\"timestamp\":\"[^\"]+\",\"requestId\":\"same\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private List<ResourceOwner> owners;

    @Autowired
    private UserTokens tokens;

    @BeforeEach
    void everyResourceIsTheTenants() {
        owners.forEach(owner -> doReturn(Optional.of(OWN_TENANT)).when(owner).tenantOf(any()));
        owners.forEach(Mockito::clearInvocations);
        handlers().forEach(Mockito::clearInvocations);
    }

    static Stream<String> guarded() {
        return endpointsFor(Set.of(Caller.SERVICE, Caller.USER));
    }

    static Stream<String> ofUsers() {
        return endpointsFor(Set.of(Caller.USER));
    }

    static Stream<String> ofRoles() {
        return EndpointAudit.rolesOfTheService().entrySet().stream()
                .filter(endpoint -> !endpoint.getValue().isEmpty())
                .map(Map.Entry::getKey);
    }

    static Stream<String> open() {
        return endpointsFor(Set.of(Caller.PUBLIC)).filter(endpoint -> !endpoint.contains("/sandbox/connection/events"));
    }

    @Test
    void thereAreEndpointsOfEveryKind() {
        assertThat(endpointsFor(Set.of(Caller.SERVICE))).hasSizeGreaterThanOrEqualTo(5);
        assertThat(ofUsers()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(ofRoles()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(open()).hasSizeGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void wrongCredentialsAreRefusedInTheSameWords(String endpoint) throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, List<String>> credentials : wrong(endpoint).entrySet()) {
            Answer answer = ask(endpoint, credentials.getValue());
            all.assertThat(answer.status()).as(credentials.getKey()).isEqualTo(401);
            all.assertThat(answer.body()).as(credentials.getKey()).matches(REFUSAL);
            all.assertThat(answer.headers())
                    .as(credentials.getKey())
                    .containsEntry("www-authenticate", "Bearer")
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("x-content-type-options", "nosniff")
                    .doesNotContainKey("set-cookie");
        }
        all.assertAll();
        assertNothingRan();
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void theRightCredentialsLetIn(String endpoint) throws IOException {
        assertThat(ask(endpoint, with(right(endpoint), "Cookie: x=y")).status()).isNotIn(401, 403, 404, 405);
    }

    @ParameterizedTest
    @MethodSource("ofUsers")
    void anotherTenantsUserIsDenied(String endpoint) throws IOException {
        Answer answer = ask(endpoint, List.of(bearer(token(OTHER_TENANT))));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"ACCESS_DENIED\"").doesNotContain(OWN_TENANT.toString());
        handlers().forEach(Mockito::verifyNoInteractions);
    }

    @ParameterizedTest
    @MethodSource("ofRoles")
    void aUserWithoutTheRoleIsDenied(String endpoint) throws IOException {
        for (String role : Arrays.asList(null, "", "agent", "OWNER", "owner ", "owner,admin")) {
            Answer answer = ask(endpoint, List.of(bearer(token(OWN_TENANT, role))));

            assertThat(answer.status()).as("role '%s'", role).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":\"ACCESS_DENIED\"");
        }
        handlers().forEach(Mockito::verifyNoInteractions);
    }

    /** What proxies, filters and handlers are known to read differently. */
    @ParameterizedTest
    @MethodSource("guarded")
    void aDisguisedPathOpensNothing(String endpoint) throws IOException {
        String method = endpoint.split(" ")[0];
        String path = path(endpoint);
        String inner = path.substring(1);
        SoftAssertions all = new SoftAssertions();
        for (String disguise : List.of(
                path + "/",
                path + "//",
                path + "/.",
                path + ".json",
                path + "?",
                path + "%20",
                path + ";x=y",
                path + "#x",
                "//" + inner,
                "/./" + inner,
                "/health/..;/" + inner,
                "/health/../" + inner,
                "/%2e/" + inner,
                "/%%%02x%s".formatted((int) inner.charAt(0), inner.substring(1)),
                "/" + inner.toUpperCase(Locale.ROOT),
                "http://localhost" + path)) {
            Answer answer = RawHttp.request(port, method + " " + disguise + " HTTP/1.1", "X-Original-URL: /health");
            all.assertThat(answer.status()).as(disguise).isBetween(400, 499);
        }
        for (String verb : List.of("HEAD", method.toLowerCase(Locale.ROOT), "TRACE", "DELETE")) {
            Answer answer = RawHttp.request(
                    port,
                    verb + " " + path + " HTTP/1.1",
                    "X-HTTP-Method-Override: " + method,
                    "X-Forwarded-For: 127.0.0.1",
                    "Forwarded: for=127.0.0.1");
            all.assertThat(answer.status()).as(verb).isBetween(400, 499);
        }
        all.assertAll();
        assertNothingRan();
    }

    @ParameterizedTest
    @MethodSource("open")
    void badCredentialsHurtNobodyWhereNoneAreWanted(String endpoint) throws IOException {
        assertThat(ask(endpoint, List.of()).status()).isNotIn(401, 403);
        assertThat(ask(endpoint, List.of("x-service-key: x", bearer("x"))).status())
                .isNotIn(401, 403);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aBodyOverTheLimitIsRefused(String endpoint) throws IOException {
        Answer answer = ask(endpoint, with(right(endpoint), "Content-Length: 262145"));

        assertThat(answer.status()).isEqualTo(413);
        handlers().forEach(Mockito::verifyNoInteractions);
    }

    /** Each way to fail, by what to call it. */
    private Map<String, List<String>> wrong(String endpoint) {
        Map<String, List<String>> wrong = BAD_TOKENS.headers();
        wrong.put("none", List.of());
        wrong.put("empty", List.of("x-service-key:", "Authorization:"));
        wrong.put("wrong key", List.of("x-service-key: matrix-service-key-of-sunday"));
        wrong.put("half a key", List.of("x-service-key: " + KEY.substring(0, KEY.length() - 1)));
        wrong.put("more than a key", List.of("x-service-key: " + KEY + "x"));
        wrong.put("both keys", List.of("x-service-key: " + KEY + "," + NEXT_KEY));
        wrong.put("key in capitals", List.of("x-service-key: " + KEY.toUpperCase(Locale.ROOT)));
        wrong.put("key as token", List.of(bearer(KEY)));
        wrong.put("token as key", List.of("x-service-key: " + token(OWN_TENANT)));
        wrong.put("token without its scheme", List.of("Authorization: " + token(OWN_TENANT)));
        wrong.put("basic", List.of("Authorization: Basic c2VydmljZTprZXk="));
        wrong.put("in a cookie", List.of("Cookie: token=" + token(OWN_TENANT) + "; x-service-key=" + KEY));
        boolean forUsers = AUDIENCES.get(endpoint) == Caller.USER;
        wrong.put(
                "the other audience's",
                forUsers ? List.of("x-service-key: " + KEY) : List.of(bearer(token(OWN_TENANT))));
        wrong.put(
                "the other audience's, and a bad one of its own",
                forUsers
                        ? List.of("x-service-key: " + KEY, bearer(token(OWN_TENANT) + "x"))
                        : List.of("x-service-key: " + KEY + "x", bearer(token(OWN_TENANT))));
        return wrong;
    }

    private List<String> right(String endpoint) {
        return switch (AUDIENCES.get(endpoint)) {
            case SERVICE -> List.of("x-service-key: " + KEY);
            case USER -> List.of(bearer(token(OWN_TENANT)));
            case PUBLIC -> List.of();
        };
    }

    /** Asks, and looks at what every answer has to say whoever asks. */
    private Answer ask(String endpoint, List<String> headers) throws IOException {
        String method = endpoint.split(" ")[0];
        Answer answer = RawHttp.request(
                port,
                method + " " + path(endpoint) + " HTTP/1.1",
                Stream.concat(Stream.of("X-Request-Id: same", "Content-Type: application/json"), headers.stream())
                        .toArray(String[]::new));
        assertTellsBrowsersToKeepOff(endpoint, answer);
        return answer;
    }

    private static void assertTellsBrowsersToKeepOff(String endpoint, Answer answer) {
        assertThat(answer.headers())
                .containsKeys("x-request-id", "content-security-policy")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .doesNotContainKeys("server", "x-powered-by", "set-cookie", "access-control-allow-origin");
        assertThat(answer.headers().get("content-security-policy")).contains("frame-ancestors 'none'");
        assertThat(endpoint.contains("/sandbox/assets")
                        || answer.headers().get("cache-control").contains("no-store"))
                .isTrue();
    }

    private static List<String> with(List<String> headers, String another) {
        return Stream.concat(headers.stream(), Stream.of(another)).toList();
    }

    /** A tenant's own path; every other variable is some resource of it. */
    private static String path(String endpoint) {
        return endpoint.split(" ")[1]
                .replace("{tenantId}", OWN_TENANT.toString())
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    private String token(UUID tenant) {
        return token(tenant, "owner");
    }

    private String token(UUID tenant, String role) {
        return tokens.issue(new CurrentUser(UUID.randomUUID(), tenant, null, role), Duration.ofMinutes(5));
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    private void assertNothingRan() {
        handlers().forEach(Mockito::verifyNoInteractions);
        owners.forEach(owner -> Mockito.verify(owner, Mockito.never()).tenantOf(any()));
    }

    private Stream<?> handlers() {
        return CONTROLLERS.stream().map(context::getBean);
    }

    private static Stream<String> endpointsFor(Set<Caller> callers) {
        return AUDIENCES.entrySet().stream()
                .filter(endpoint -> callers.contains(endpoint.getValue()))
                .map(Map.Entry::getKey);
    }
}
