package com.nevermisscall.callservice.bench;

import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Java program in a process of its own, with this JVM's Java; it ends with this JVM. */
final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final Process process;
    private final Guard guard;

    private Program(Process process) {
        this.process = process;
        this.guard = Guard.of(process.pid(), "KILL");
    }

    /** A main class of this class path. */
    static Program ofClass(String name, List<String> options, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), name));
        command.addAll(arguments);
        return start(command, Map.of(), log);
    }

    /** A jar, with no environment but the given and the path. */
    static Program ofJar(Path jar, List<String> options, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return start(command, environment, log);
    }

    private static Program start(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Returns when somebody listens on the port. */
    void awaitPort(int port) {
        await().atMost(PATIENCE).pollInterval(OFTEN).ignoreExceptions().until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return socket.isConnected();
            }
        });
    }

    /** Returns when the address answers 200. */
    void awaitReady(URI address) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address).build();
        await().atMost(PATIENCE)
                .pollInterval(OFTEN)
                .ignoreExceptions()
                .failFast("The service has ended", () -> !process.isAlive())
                .until(() -> client.send(request, BodyHandlers.discarding()).statusCode() == 200);
    }

    /** Returns the exit code, when the program has ended. */
    int awaitEnd() throws InterruptedException {
        int exit = process.waitFor();
        guard.close();
        return exit;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        guard.close();
    }
}
