package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.RawHttp.Answer;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Without DEBUG: no API document, and the metrics only on a port of their own. */
@ServiceWithoutDatabase({
    "access.service-keys=a-service-key-for-tests",
    "access.jwt-secret=a-jwt-secret-for-tests-of-32-bytes-or-more",
    "service.debug=false",
    "management.server.port=0"
})
@Import(GuardedController.class)
@AutoConfigureObservability(tracing = false)
class ProductionPortsIT {

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs",
                "/openapi.json",
                "/openapi.json/swagger-config",
                "/swagger-ui/index.html",
                "/swagger-ui.html",
                "/webjars/swagger-ui/index.html",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/health",
                "/error"
            })
    void theServicesPortShowsNothingOfIt(String path) throws IOException {
        Answer answer = RawHttp.request(port, "GET " + path + " HTTP/1.1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("NOT_FOUND");
    }

    @Test
    void theMetricsAreOnTheirOwnPort() throws IOException {
        Answer metrics = RawHttp.request(managementPort, "GET /actuator/prometheus HTTP/1.0");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.headers().get("content-type")).startsWith("text/plain");
        assertThat(metrics.body()).contains("jvm_memory_used_bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/env",
                "/actuator/health",
                "/actuator/heapdump",
                "/actuator/sbom",
                "/actuator/sbom/application",
                "/guarded/public",
                "/docs"
            })
    void nothingButTheMetricsIsThere(String path) throws IOException {
        assertThat(RawHttp.request(managementPort, "GET " + path + " HTTP/1.1").status())
                .isEqualTo(404);
    }
}
