package com.nevermisscall.callservice.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL for one test JVM, run as the development database is, but in a temporary folder and thrown away. */
public final class EmbeddedTestServer {

    private EmbeddedTestServer() {}

    /** Starts it with settings of the form {@code name=value} and returns its port on the loopback. */
    public static int start(String... settings) {
        try {
            Path folder = Files.createTempDirectory("as-call-service-test");
            // PostgreSQL may have to run as another user than root.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            PostgresServer server = new PostgresServer(UnpackedPostgres.home(), folder.resolve("database"));
            int port = server.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> throwAway(server, folder)));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
        }
    }

    private static void throwAway(PostgresServer server, Path folder) {
        try {
            server.stop();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
