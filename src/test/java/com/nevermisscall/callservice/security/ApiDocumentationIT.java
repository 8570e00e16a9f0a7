package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.RawHttp.Answer;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@ServiceWithoutDatabase({
    "access.service-keys=a-service-key-for-tests",
    "access.jwt-secret=a-jwt-secret-for-tests-of-32-bytes-or-more",
    "service.debug=true",
    "management.server.port=-1"
})
@Import(GuardedController.class)
class ApiDocumentationIT {

    @LocalServerPort
    private int port;

    @Test
    void theDocumentSaysWhichCredentialsAnEndpointTakes() throws IOException {
        String document = get("/openapi.json").body();

        assertThat(JsonPath.<String>read(document, "$.components.securitySchemes.serviceKey.name"))
                .isEqualTo("x-service-key");
        assertThat(JsonPath.<String>read(document, "$.components.securitySchemes.userToken.scheme"))
                .isEqualTo("bearer");
        assertThat(JsonPath.<Object>read(document, "$.paths['/guarded/service'].post.security[*]")
                        .toString())
                .contains("serviceKey")
                .doesNotContain("userToken");
        assertThat(JsonPath.<Object>read(document, "$.paths['/guarded/things/{thingId}'].post.security[*]")
                        .toString())
                .contains("userToken");
        assertThat(JsonPath.<Integer>read(document, "$.paths['/guarded/public'].get.security.length()"))
                .isZero();
        assertThat(JsonPath.<String>read(document, "$.paths['/guarded/service'].post.tags[0]"))
                .isEqualTo("security");
    }

    @Test
    void theCurrentUserIsNoParameter() throws IOException {
        assertThat(JsonPath.<Integer>read(
                        get("/openapi.json").body(), "$.paths['/guarded/tenant/{tenantId}'].get.parameters.length()"))
                .isEqualTo(1);
    }

    @Test
    void swaggerUiIsServed() throws IOException {
        Answer docs = get("/docs");
        assertThat(docs.status()).isEqualTo(302);
        Answer page = get(docs.headers().get("location").replaceFirst("https?://[^/]+", ""));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui").doesNotContain("<script>");
        assertThat(page.headers().get("content-security-policy")).contains("'self'");
        assertThat(get("/swagger-ui/swagger-initializer.js").body()).contains("/openapi.json");
        assertThat(get("/swagger-ui/swagger-ui-bundle.js").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webjars/swagger-ui/index.html", "/v3/api-docs", "/swagger-ui.html", "/actuator"})
    void nothingElseIsServed(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(404);
    }

    private Answer get(String path) throws IOException {
        return RawHttp.request(port, "GET " + path + " HTTP/1.0");
    }
}
