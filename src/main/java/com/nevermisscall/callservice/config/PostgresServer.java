package com.nevermisscall.callservice.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    private static final int PORT_ATTEMPTS = 3;

    private final Path home;
    private final Path cluster;

    PostgresServer(Path home, Path cluster) {
        this.home = home.toAbsolutePath();
        this.cluster = cluster.toAbsolutePath();
    }

    /**
     * Starts the server on any free port, making the cluster first if there is none, and returns the port when the
     * server takes connections. The settings have the form {@code name=value}.
     */
    int start(String... settings) throws IOException {
        Files.createDirectories(cluster);
        OrdinaryUser user = OrdinaryUser.detect();
        user.own(cluster);
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            run(
                    user,
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
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                run(
                        user,
                        "pg_ctl",
                        "-D",
                        cluster.toString(),
                        "-l",
                        cluster.resolve("server.log").toString(),
                        "-o",
                        options(port, settings),
                        "-w",
                        "-t",
                        "60",
                        "start");
                return port;
            } catch (IOException e) {
                // Somebody may have taken the port since it was found free.
                if (attempt == PORT_ATTEMPTS || isFree(port)) {
                    throw e;
                }
            }
        }
    }

    /** Ends connections and stops the server; returns when it is down. */
    void stop() throws IOException {
        run(OrdinaryUser.detect(), "pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "30", "stop");
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

    /** Terse and without statements: the server's own log is to hold no phone numbers and texts either. */
    private static String options(int port, String... settings) {
        StringBuilder options = new StringBuilder("-p " + port);
        Stream.concat(
                        Stream.of(
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=",
                                "log_error_verbosity=terse",
                                "log_min_error_statement=panic"),
                        Stream.of(settings))
                .forEach(setting -> options.append(" -c ").append(setting));
        return options.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The name of the program that runs under this process number; empty where none does. */
    private static Optional<String> programOf(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .map(command -> Path.of(command).getFileName().toString());
    }

    private void run(OrdinaryUser user, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (OrdinaryUser.await(process) != 0) {
            throw new IOException(program + " failed: " + output.strip());
        }
    }
}
