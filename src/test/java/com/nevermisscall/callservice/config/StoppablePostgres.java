package com.nevermisscall.callservice.config;

import com.nevermisscall.callservice.support.UnusedPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL in a folder of its own that can be stopped as by a power cut and started again on the same port. */
public final class StoppablePostgres implements AutoCloseable {

    private final Path folder;
    private final Path home;
    private final Path cluster;
    private final int port;

    private StoppablePostgres(Path folder, Path home, Path cluster, int port) {
        this.folder = folder;
        this.home = home;
        this.cluster = cluster;
        this.port = port;
    }

    /** Starts one with settings of the form {@code name=value}; what is on disk stays there, unlike in other tests. */
    public static StoppablePostgres start(String... settings) throws IOException {
        Path folder = Files.createTempDirectory("as-call-service-faults");
        // PostgreSQL may have to run as another user than root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = UnpackedPostgres.home();
        Path cluster = folder.resolve("database");
        // Not the port that the server draws by itself: while it is stopped, somebody's connection could get that one.
        int port = UnusedPorts.next();
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("port=" + port);
        new PostgresServer(home, cluster).start(all.toArray(String[]::new));
        return new StoppablePostgres(folder, home, cluster, port);
    }

    /** Where it listens on the loopback. */
    public int port() {
        return port;
    }

    /** The process that is to be ended with SIGQUIT, should nobody be left to call {@link #close}. */
    public long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).strip());
    }

    /** Whether it was started and not stopped since. */
    public boolean isRunning() {
        return Files.exists(cluster.resolve("postmaster.pid"));
    }

    /** Stops it at once: connections are cut, nothing is written any more, the next start recovers from the log. */
    public void stopAtOnce() throws IOException {
        control("-m", "immediate", "-w", "stop");
    }

    /** Starts it again with the same settings on the same port; returns when it takes connections. */
    public void startAgain() throws IOException {
        // "restart" of a server that is down starts it with the options of the last time.
        control("-l", cluster.resolve("server.log").toString(), "-w", "-t", "60", "restart");
    }

    @Override
    public void close() throws IOException {
        if (isRunning()) {
            stopAtOnce();
        }
        FileSystemUtils.deleteRecursively(folder);
    }

    private void control(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(OrdinaryUser.detect().prefix());
        command.addAll(
                List.of(home.resolve("bin").resolve("pg_ctl").toAbsolutePath().toString(), "-D", cluster.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (OrdinaryUser.await(process) != 0) {
            throw new IOException("pg_ctl failed: " + output.strip());
        }
    }
}
