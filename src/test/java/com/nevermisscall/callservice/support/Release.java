package com.nevermisscall.callservice.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The production jar as the image has it: unpacked, with {@code docker/java.options}, and with an archive of what a
 * training run has loaded. Made once, when it is first asked for; its processes start in half the time.
 */
public final class Release {

    private static final long PATIENCE_SECONDS = 300;
    private static final Path FOLDER = Path.of("target", "release").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("as-call-service.jsa");

    private static Training training;

    private Release() {}

    /** The command that starts it, up to where options of the starter's own and then {@link #jar()} come. */
    public static List<String> java() {
        Training done = trained();
        if (done.exit() != 0) {
            throw new IllegalStateException("The training run failed: " + done.said());
        }
        return List.of(javaProgram(), options("java"), "-XX:SharedArchiveFile=" + ARCHIVE);
    }

    /** The end of the command that starts it. */
    public static List<String> jar() {
        return List.of("-jar", FOLDER.resolve(built().getFileName()).toString());
    }

    /** The training run; made when it is first asked for. */
    public static synchronized Training trained() {
        if (training == null) {
            try {
                FileSystemUtils.deleteRecursively(FOLDER);
                run(
                        FOLDER.getParent(),
                        List.of(
                                "-Djarmode=tools",
                                "-jar",
                                built().toString(),
                                "extract",
                                "--destination",
                                FOLDER.toString()));
                training = run(
                        FOLDER,
                        Stream.concat(
                                        Stream.of(
                                                options("java"),
                                                options("training"),
                                                "-XX:TieredStopAtLevel=1",
                                                "-XX:ArchiveClassesAtExit=" + ARCHIVE),
                                        jar().stream())
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return training;
    }

    private static Training run(Path folder, List<String> arguments) throws IOException {
        Path output = Files.createTempFile("release", ".log");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(javaProgram()), arguments.stream())
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Training(ended ? process.exitValue() : -1, Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String options(String name) {
        return "@" + Path.of("docker", name + ".options").toAbsolutePath();
    }

    /** The production jar that this build has made. */
    public static Path built() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("as-call-service-[^-]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Build the jar first: ./mvnw package"))
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the training run came to.
     *
     * @param exit the exit value, or -1 when it did not end
     * @param said all that it printed
     */
    public record Training(int exit, String said) {}
}
