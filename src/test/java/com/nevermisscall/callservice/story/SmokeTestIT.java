package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code docker/smoke-test.sh} against a running service: it tells a good one from a bad one. */
class SmokeTestIT extends ServiceStory {

    @BeforeEach
    void toolsAreHere() {
        assumeThat(Stream.of("bash", "curl", "sed", "grep").allMatch(SmokeTestIT::isHere))
                .as("bash, curl, sed and grep are needed to run the smoke test")
                .isTrue();
    }

    @Test
    void aServiceThatWorksPasses() throws Exception {
        Run run = run(service(), Map.of("TOKEN", story.token()));

        assertThat(run.output())
                .contains("a call rings", "greeting sent: true", "a person replies: sent", "the AI is silent")
                .endsWith("All is well.\n");
        assertThat(run.code()).isZero();
        assertThat(texts()).containsExactly(GREETING, "Smoke test: yes, we are here.");
    }

    @Test
    void itMakesItsOwnTokenFromTheSecret() throws Exception {
        assumeThat(isHere("openssl")).as("openssl signs the token").isTrue();

        Run run = run(service(), Map.of("JWT_SECRET", Story.JWT_SECRET));

        assertThat(run.output()).endsWith("All is well.\n");
    }

    @Test
    void aServiceThatRefusesFails() throws Exception {
        StandIns.twilioAnswers(story.tenantId(), StandIns.status(400));

        Run run = run(service(), Map.of("TOKEN", story.token()));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("FAIL  POST /conversations/", "HTTP 502", "MESSAGE_SEND_FAILED");
    }

    @Test
    void nobodyThereFails() throws Exception {
        Run run = run("http://127.0.0.1:1", Map.of("TOKEN", story.token()));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("no answer from http://127.0.0.1:1").doesNotContain(story.token());
    }

    private Run run(String url, Map<String, String> credentials) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder("bash", "docker/smoke-test.sh", url).redirectErrorStream(true);
        script.environment()
                .putAll(Map.of(
                        "INTERNAL_SERVICE_KEY", Story.SERVICE_KEY + ",another-key-of-the-rotation",
                        "TENANT_ID", story.tenantId().toString(),
                        "BUSINESS_PHONE", story.business(),
                        "CUSTOMER_PHONE", story.customer()));
        script.environment().putAll(credentials);
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static boolean isHere(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(tool)));
    }

    private record Run(int code, String output) {}
}
