package com.nevermisscall.callservice.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One PostgreSQL cluster in a folder, run by {@code initdb} and {@code pg_ctl}; it listens on the loopback only. */
final class PostgresServer {

    static final String SUPERUSER = "postgres";

    private static final int NOBODY = 65534;

    private final Path home;
    private final Path cluster;

    PostgresServer(Path home, Path cluster) {
        this.home = home.toAbsolutePath();
        this.cluster = cluster.toAbsolutePath();
    }

    /** Starts the server, making the cluster first if there is none; returns when it takes connections. */
    void start(int port) throws IOException {
        Files.createDirectories(cluster);
        List<String> unprivileged = unprivileged();
        if (unprivileged.contains("setpriv")) {
            giveToNobody();
        }
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            run(
                    unprivileged,
                    "initdb",
                    "-D",
                    cluster.toString(),
                    "-U",
                    SUPERUSER,
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync");
        }
        // Terse, without statements: the server's own log is to hold no phone numbers and texts either.
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                + " -c log_error_verbosity=terse -c log_min_error_statement=panic";
        run(
                unprivileged,
                "pg_ctl",
                "-D",
                cluster.toString(),
                "-l",
                log().toString(),
                "-o",
                options,
                "-w",
                "-t",
                "60",
                "start");
    }

    /** Ends connections and stops the server; returns when it is down. */
    void stop() throws IOException {
        run(unprivileged(), "pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "30", "stop");
    }

    /** Stops the server that a killed service left behind in this folder, if there is one. */
    void stopLeftover() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<String> program = programOf(Files.readAllLines(pidFile).get(0).strip());
        if (program.filter(name -> name.startsWith("postgres")).isPresent()) {
            stop();
        } else if (program.isPresent()) {
            // The server is gone and its number is another program's by now; PostgreSQL would take that for the server.
            Files.delete(pidFile);
        }
    }

    /** Where the server writes its own log. */
    Path log() {
        return cluster.resolve("server.log");
    }

    /** The name of the program that runs under this process number; empty where none does. */
    private static Optional<String> programOf(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .map(command -> Path.of(command).getFileName().toString());
    }

    /**
     * What to put before a command, because PostgreSQL refuses to run as root: a user namespace, or where the container
     * forbids one the user nobody, to whom the cluster then belongs.
     */
    private List<String> unprivileged() throws IOException {
        if (!isRoot()) {
            return List.of();
        }
        if (succeeds("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    }

    private void giveToNobody() throws IOException {
        try (Stream<Path> files = Files.walk(cluster)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", NOBODY);
            }
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            return await(new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start())
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private void run(List<String> prefix, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (await(process) != 0) {
            throw new IOException(program + " failed: " + output.strip());
        }
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("Interrupted", e);
        }
    }
}
