package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;

import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.web.ApiException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The page, its files and its way in. */
@SandboxTest
class SandboxPageTest {

    private static final UUID PLUMBER = DemoTenant.ALL.get(0).id();

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/sandbox/[^\"]+)\"");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private UserTokens tokens;

    @Test
    void isThere() {
        assertThat(mvc.get().uri("/sandbox")).hasStatusOk().hasContentType(MediaType.TEXT_HTML);
        assertThat(mvc.get().uri("/sandbox/assets/app.js")).hasStatusOk().hasContentType("text/javascript");
        assertThat(mvc.get().uri("/sandbox/assets/style.css")).hasStatusOk().hasContentType("text/css");
    }

    @Test
    void everyFileThatThePageNamesIsThere() throws Exception {
        String page = mvc.get().uri("/sandbox").exchange().getResponse().getContentAsString();

        assertThat(ASSET.matcher(page).results().map(MatchResult::group)).isNotEmpty();
        ASSET.matcher(page)
                .results()
                .map(found -> found.group(1))
                .forEach(path -> assertThat(mvc.get().uri(path)).as(path).hasStatusOk());
    }

    @Test
    void worksUnderAStrictContentSecurityPolicy() throws Exception {
        String page = mvc.get().uri("/sandbox").exchange().getResponse().getContentAsString();

        assertThat(page)
                .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
                .doesNotContainPattern("<style|\\sstyle=|\\son\\w+=|javascript:")
                .doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "app.java", "app.js/", "..%2fapplication.css"})
    void servesNothingElse(String file) {
        assertThat(mvc.get().uri(URI.create("/sandbox/assets/" + file))).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void tellsWhenAFileIsMissing() {
        assertThat(mvc.get().uri("/sandbox/assets/nothing.js"))
                .hasFailed()
                .failure()
                .hasRootCauseInstanceOf(ApiException.class);
    }

    @Test
    void letsADemoTenantIn() {
        given(tokens.issue(
                        argThat(user -> user.tenantId().equals(PLUMBER) && user.userId() != null), any(Duration.class)))
                .willReturn("a-token");

        assertThat(open(PLUMBER))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.data.tenantId", id -> assertThat(id).isEqualTo(PLUMBER.toString()))
                .hasPathSatisfying("$.data.expiresAt", at -> assertThat(at).isEqualTo("2026-03-03T19:00:00Z"))
                .extractingPath("$.data.token")
                .isEqualTo("a-token");
    }

    @Test
    void letsNobodyElseIn() {
        assertThat(open(UUID.randomUUID())).hasFailed().failure().hasRootCauseInstanceOf(ApiException.class);
    }

    @Test
    void listsTheBusinesses() {
        assertThat(mvc.get().uri("/sandbox/tenants"))
                .bodyJson()
                .extractingPath("$.data[*].tradeType")
                .asArray()
                .containsExactly("plumbing", "electrical", "hvac", "locksmith", "garage_door");
    }

    private MvcTestResult open(UUID tenant) {
        return mvc.post()
                .uri("/sandbox/session")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"tenant\": \"" + tenant + "\"}")
                .exchange();
    }
}
