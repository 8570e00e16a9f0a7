package com.nevermisscall.callservice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** The part of the service that has to do with settings and the database, in a JVM and a folder of its own. */
final class DevelopmentProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private DevelopmentProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts in the folder, with nothing in the environment but the variables. */
    static DevelopmentProcess start(Path folder, Map<String, String> variables) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                // It lives for seconds.
                "-XX:TieredStopAtLevel=1",
                // It has no web server, although the service's settings ask for one.
                "-Dspring.main.web-application-type=none",
                Main.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(variables);
        return new DevelopmentProcess(builder.start(), output);
    }

    /** All that it has printed so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    boolean isReady() throws IOException {
        return output().contains(" is ready ");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM, as an orchestrator or Ctrl-C ends it; returns when it has ended. */
    void terminate() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    /** SIGKILL: nothing of it can clean up. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The exit code, once it has ended by itself. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class})
    @Import({DatabaseConfiguration.class, TimeConfiguration.class, SlowQueries.class, StartupReport.class})
    @EnableConfigurationProperties({ServiceProperties.class, SlowQueryProperties.class})
    static class Main {

        @Bean
        ApplicationRunner writer(JdbcTemplate database) {
            return arguments -> {
                database.execute("CREATE TABLE IF NOT EXISTS starts (started_at timestamptz NOT NULL)");
                database.execute("INSERT INTO starts VALUES (now())");
            };
        }

        public static void main(String[] arguments) {
            SpringApplication application = new SpringApplication(Main.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.setKeepAlive(true);
            application.addListeners(new StartupSettings());
            application.run(arguments);
        }
    }
}
