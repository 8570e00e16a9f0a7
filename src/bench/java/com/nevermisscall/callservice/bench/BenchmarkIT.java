package com.nevermisscall.callservice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.config.StoppablePostgres;
import com.nevermisscall.callservice.support.Guard;
import com.nevermisscall.callservice.support.Release;
import com.nevermisscall.callservice.support.ResidentMemory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The benchmark. It asserts that everything ran and nothing about how fast: numbers are of one machine at one time, and
 * are read beside each other in the table.
 */
@Tag("bench")
class BenchmarkIT {

    private static final String IMAGE_OPTIONS = "@docker/java.options";
    private static final List<String> LOAD_OPTIONS = List.of(
            "-Xms256m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dlogback.configurationFile=bench-logback.xml");
    private static final List<String> STAND_IN_OPTIONS = List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-Dreactor.netty.ioWorkerCount=1",
            "-Dlogback.configurationFile=bench-logback.xml");

    private final Plan plan = Plan.current();
    private StoppablePostgres postgres;

    @Test
    void measuresTheService() throws Exception {
        FileSystemUtils.deleteRecursively(Path.of("target", "bench"));
        Report report = new Report(plan);
        int standInPort = Program.freePort();
        try (StoppablePostgres server =
                        StoppablePostgres.start("max_connections=60", "shared_buffers=512MB", "max_wal_size=4GB");
                Guard guard = Guard.of(server.pid(), "QUIT");
                Program standIns = Program.ofClass(
                        StandInServer.class.getName(),
                        STAND_IN_OPTIONS,
                        List.of(Integer.toString(standInPort)),
                        log("stand-ins"))) {
            assertThat(guard).isNotNull();
            postgres = server;
            standIns.awaitPort(standInPort);
            assertThat(setting("fsync")).isEqualTo("on");
            assertThat(setting("synchronous_commit")).isEqualTo("on");

            if (plan.measuresOperations()) {
                measure(Plan.MAIN, standIns, standInPort, report);
                measureLimits(report);
            }
            for (int tenants : plan.growthRuns()) {
                measure(Plan.growthRun(tenants), standIns, standInPort, report);
            }
        }
        report.print();
    }

    private void measureLimits(Report report) throws IOException, InterruptedException {
        Limit limit = new Limit(postgres.port(), databaseName(Plan.MAIN), Settings.folder(Plan.MAIN));
        report.limitsBy(limit.by());
        for (Operation operation : Plan.MEASURED) {
            report.limit(operation, limit.of(operation, plan.limitSeconds()));
        }
    }

    private void measure(String run, Program standIns, int standInPort, Report report) throws Exception {
        Files.createDirectories(Settings.folder(run));
        administer("CREATE DATABASE \"" + databaseName(run) + "\"");
        int port = Program.freePort();
        long begin = System.nanoTime();
        try (Program service =
                Program.ofJar(jar(), serviceOptions(), environment(run, port, standInPort), log(run + "/service"))) {
            service.awaitReady(URI.create("http://127.0.0.1:" + port + "/health/ready"));
            Duration start = Duration.ofNanos(System.nanoTime() - begin);
            if (run.equals(Plan.MAIN)) {
                try (Dataset rows = new Dataset(url(run))) {
                    rows.load(plan.messagesEach(), plan.conversations());
                }
            }
            load(new Settings(
                    run, "http://127.0.0.1:" + port, url(run), service.pid(), postgres.pid(), standIns.pid()));
            report.ran(run, start, ResidentMemory.megabytesOf(service.pid()));
        }
    }

    private static void load(Settings settings) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(LOAD_OPTIONS);
        settings.properties().forEach((name, value) -> options.add("-D" + name + "=" + value));
        options.add("-Dbench=" + System.getProperty("bench", "full"));
        String folder = Settings.folder(settings.run()).toString();
        try (Program gatling = Program.ofClass(
                "io.gatling.app.Gatling",
                options,
                List.of("-s", LoadSimulation.class.getName(), "-rf", folder),
                log(settings.run() + "/gatling"))) {
            assertThat(gatling.awaitEnd())
                    .as("Gatling, see its log in " + folder)
                    .isZero();
        }
    }

    private Map<String, String> environment(String run, int port, int standInPort) {
        String standIns = "http://127.0.0.1:" + standInPort;
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(Program.freePort()));
        environment.put(
                "DATABASE_URL",
                "postgresql://postgres:postgres@127.0.0.1:" + postgres.port() + "/" + databaseName(run));
        environment.put("INTERNAL_SERVICE_KEY", Settings.SERVICE_KEY);
        environment.put("JWT_SECRET", Settings.JWT_SECRET);
        environment.put("TWILIO_SERVER_URL", standIns);
        environment.put("DISPATCH_AI_URL", standIns);
        environment.put("TS_TENANT_SERVICE_URL", standIns);
        environment.put("AS_CONNECTION_SERVICE_URL", standIns);
        // One user asks as often as he can over all connections, and 500 conversations get more texts than usual.
        environment.put("RATE_LIMIT_USER_PER_MINUTE", "0");
        environment.put("RATE_LIMIT_USER_AT_ONCE", "0");
        environment.put("MAX_CONVERSATION_MESSAGES", "1000000");
        // 100 requests at once are the measure here, and not too many.
        environment.put("REQUEST_QUEUE", "128");
        environment.put("REQUEST_QUEUE_MILLIS", "4000");
        return environment;
    }

    private static String databaseName(String run) {
        return "bench-" + run;
    }

    private String url(String run) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + databaseName(run) + "?user=postgres";
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = maintenance();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String setting(String name) throws SQLException {
        try (Connection connection = maintenance();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection maintenance() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres?user=postgres");
    }

    /** {@code -Dbench.java}: other options of the JVM than the image's. */
    private static List<String> serviceOptions() {
        return List.of(System.getProperty("bench.java", IMAGE_OPTIONS).split(" "));
    }

    /** {@code -Dbench.jar}: another jar than the one just built. */
    private static Path jar() {
        String other = System.getProperty("bench.jar");
        return other == null ? Release.built() : Path.of(other);
    }

    private static Path log(String name) throws IOException {
        Path log = Path.of("target", "bench", name + ".log");
        Files.createDirectories(log.getParent());
        return log;
    }
}
