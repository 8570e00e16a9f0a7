package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image is not built in the tests, but the one step of it that a change of the code can break is tried: a start that
 * ends when all beans are made. It fails, or waits for the pool's time to connect, once something asks the database.
 */
class TrainingRunIT {

    private static final long PATIENCE_SECONDS = 300;

    @Test
    void theProductionJarIsTrainedWithoutADatabase(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        options("java"),
                        options("training"),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        Process training = builder.start();

        boolean ended = training.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        training.destroyForcibly();

        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(training.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain("ERROR", "Exception");
    }

    private static String options(String name) {
        return "@" + Path.of("docker", name + ".options").toAbsolutePath();
    }

    private static String jar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("as-call-service-[^-]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Build the jar first: ./mvnw package"))
                    .toAbsolutePath()
                    .toString();
        }
    }
}
