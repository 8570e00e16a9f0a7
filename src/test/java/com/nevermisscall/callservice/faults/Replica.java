package com.nevermisscall.callservice.faults;

import com.nevermisscall.callservice.support.Guard;
import com.nevermisscall.callservice.support.ResidentMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the production jar. It is started, killed, paused and ended from outside, as any process is. */
final class Replica implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final String name;
    private final Path folder;
    private final int port;
    private final int managementPort;
    private final List<String> command;
    private final Map<String, String> environment;
    private Process process;
    private Guard guard;

    Replica(
            String name,
            Path folder,
            int port,
            int managementPort,
            List<String> command,
            Map<String, String> environment) {
        this.name = name;
        this.folder = folder;
        this.port = port;
        this.managementPort = managementPort;
        this.command = command;
        this.environment = environment;
    }

    /** Starts it, again on the same port after an end; returns at once. */
    synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs");
        }
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            String path = System.getenv("PATH");
            builder.environment().clear();
            builder.environment().put("PATH", path);
            builder.environment().put("PORT", Integer.toString(port));
            builder.environment().put("MANAGEMENT_PORT", Integer.toString(managementPort));
            builder.environment().putAll(environment);
            process = builder.start();
            guard = Guard.of(process.pid(), "KILL");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: it can do nothing any more; returns when it is gone. */
    synchronized void kill() {
        process.destroyForcibly().onExit().join();
        guard.close();
    }

    /** SIGSTOP: it does nothing for a while and knows nothing of it. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it was. */
    void resume() {
        signal("CONT");
    }

    /** SIGTERM, as an orchestrator ends it; returns at once. */
    void terminate() {
        process.destroy();
    }

    /** Returns when it has ended by itself. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        guard.close();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** The address of an endpoint of it. */
    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Its metrics, in Prometheus's format. */
    URI metrics() {
        return URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus");
    }

    /** What it has logged, over all its lives. */
    Path log() {
        return folder.resolve("service.log");
    }

    /** Its resident memory in MB, 0 where the operating system does not tell. */
    long residentMegabytes() {
        return ResidentMemory.megabytesOf(pid());
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(name + " did not get SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
