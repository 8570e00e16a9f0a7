package com.nevermisscall.callservice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.io.ClassPathResource;

/** The bill of materials that the build puts into the jar tells what is in it. */
class SbomTest {

    private static JsonNode sbom;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = new ClassPathResource("META-INF/sbom/application.cdx.json").getInputStream()) {
            sbom = new ObjectMapper().readTree(file);
        }
    }

    @Test
    void itIsOfThisService() {
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("as-call-service");
    }

    @Test
    void itTellsWhatRunsInItsVersion() {
        assertThat(components())
                .containsEntry("spring-boot", SpringBootVersion.getVersion())
                .containsEntry("tomcat-embed-core", ServerInfo.getServerNumber().replaceFirst("\\.0$", ""))
                .containsKeys("postgresql", "jjwt-impl", "reactor-netty-http", "db-scheduler", "libphonenumber");
    }

    @Test
    void itTellsNothingOfTests() {
        assertThat(components()).doesNotContainKeys("wiremock-standalone", "playwright", "archunit", "assertj-core");
    }

    private static Map<String, String> components() {
        Map<String, String> components = new TreeMap<>();
        sbom.path("components")
                .forEach(component -> components.put(
                        component.path("name").asText(),
                        component.path("version").asText()));
        return components;
    }
}
