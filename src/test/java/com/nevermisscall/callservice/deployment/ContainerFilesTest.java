package com.nevermisscall.callservice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The image and the composition of containers name what there is. */
class ContainerFilesTest {

    private static final String DOCKERFILE = DeploymentFiles.text(Path.of("Dockerfile"));
    private static final JsonNode COMPOSE = DeploymentFiles.yaml(DeploymentFiles.file("compose.yaml"));

    /** A version of some kind, so that the same file means the same tomorrow. */
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d[\\w.-]*");

    @Test
    void whatTheImageIsMadeOfIsThereAndNotIgnored() {
        String ignore = DeploymentFiles.text(Path.of(".dockerignore"));

        List<String> copied = found(DOCKERFILE, "(?m)^COPY (?!--from)(.*) \\S+$")
                .flatMap(copy -> Stream.of(copy.group(1).split(" ")))
                .toList();

        assertThat(copied).isNotEmpty().allSatisfy(path -> {
            assertThat(Path.of(path)).exists();
            assertThat(ignore).contains("!" + path);
        });
    }

    @Test
    void baseImagesArePinned() {
        assertThat(found(DOCKERFILE, "(?m)^FROM (\\S+)").map(image -> image.group(1)))
                .hasSizeGreaterThan(1)
                .allMatch(PINNED.asMatchPredicate());
    }

    @Test
    void theImageRunsAsAnOrdinaryUserOnTheServicesPorts() {
        assertThat(DOCKERFILE)
                .containsPattern("(?m)^USER \\d{4,}:\\d{4,}$")
                .containsPattern("(?m)^EXPOSE 3104 3184$")
                .contains("PORT:-3104", "GET /health/ready")
                // The shell form would keep SIGTERM from the JVM.
                .containsPattern("(?m)^ENTRYPOINT \\[");
    }

    @Test
    void theImagesOfTheCompositionArePinned() {
        for (JsonNode service : COMPOSE.path("services")) {
            assertThat(service.has("build")
                            || PINNED.matcher(service.path("image").asText()).matches())
                    .as(service.toString())
                    .isTrue();
        }
    }

    @Test
    void theServiceIsGivenVariablesThatItKnows() {
        Stream.of("call-service", "demo")
                .map(name -> COMPOSE.at("/services/" + name + "/environment"))
                .forEach(environment -> assertThat(DeploymentFiles.names(environment))
                        .isNotEmpty()
                        .isSubsetOf(DeploymentFiles.settings()));
    }

    @Test
    void whatIsMountedIsThere() {
        List<String> mounted = COMPOSE.findValues("volumes").stream()
                .filter(JsonNode::isArray)
                .flatMap(volumes -> Stream.of(volumes.toString().split("\"")))
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.split(":")[0])
                .toList();

        assertThat(mounted)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(path -> assertThat(
                                DeploymentFiles.file("").resolve(path).normalize())
                        .exists());
    }

    @Test
    void proxyAndPrometheusFindTheReplicas() {
        assertThat(COMPOSE.at("/services/call-service/deploy/replicas").asInt()).isEqualTo(2);
        assertThat(DeploymentFiles.text(DeploymentFiles.file("proxy/haproxy.cfg")))
                .contains("GET /health/ready", "call-service:3104", "bind :3104");

        JsonNode scrape = DeploymentFiles.yaml(DeploymentFiles.file("prometheus/prometheus.yml"))
                .at("/scrape_configs/0");
        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/actuator/prometheus");
        assertThat(scrape.at("/dns_sd_configs/0/names/0").asText()).isEqualTo("call-service");
        assertThat(scrape.at("/dns_sd_configs/0/port").asInt()).isEqualTo(3184);
    }

    @Test
    void prometheusReadsTheAlerts() {
        DeploymentFiles.yaml(DeploymentFiles.file("prometheus/prometheus.yml"))
                .path("rule_files")
                .forEach(file -> assertThat(DeploymentFiles.file("prometheus/" + file.asText()))
                        .exists());
    }

    /** The production jar refuses the sandbox with other secrets. */
    @Test
    void theDemosSecretsAreForPlay() {
        String secrets = DeploymentFiles.text(DeploymentFiles.file("demo.env"));

        assertThat(secrets).contains("INTERNAL_SERVICE_KEY=demo-", "JWT_SECRET=demo-");
        assertThat(found(DeploymentFiles.text(DeploymentFiles.file("compose.yaml")), "\\$\\{([A-Z_]+):\\?")
                        .map(required -> required.group(1))
                        .distinct())
                .isNotEmpty()
                .allSatisfy(required -> assertThat(secrets).contains(required + "="));
    }

    @Test
    void theSmokeTestCanBeRun() {
        assertThat(Files.isExecutable(DeploymentFiles.file("smoke-test.sh"))).isTrue();
    }

    private static Stream<MatchResult> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results();
    }
}
