package com.nevermisscall.callservice.support;

import com.nevermisscall.callservice.config.EmbeddedTestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;

/**
 * A database of the real PostgreSQL that is started once per test JVM: in a container where a Docker engine answers,
 * else from the embedded binaries. Its session time zone is not UTC, so that a forgotten zone shows.
 */
public record TestDatabase(String url, String username, String password) {

    private static final String SUPERUSER = "postgres";
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final String TIME_ZONE = "Asia/Kolkata";
    private static final int MAX_CONNECTIONS = 300;
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Map<String, TestDatabase> NAMED = new ConcurrentHashMap<>();

    /** A new empty database that nobody else gets. */
    public static TestDatabase fresh() {
        return create("fresh_" + COUNTER.incrementAndGet());
    }

    /** The database of that name (lower case, no quotes), created empty by the first who asks and shared by the rest. */
    public static TestDatabase named(String name) {
        return NAMED.computeIfAbsent(name, TestDatabase::create);
    }

    /** A new connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    private static TestDatabase create(String name) {
        try (Connection connection = at(MAINTENANCE_DATABASE).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name + "\"");
            return at(name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the test database " + name, e);
        }
    }

    private static TestDatabase at(String name) {
        return new TestDatabase("jdbc:postgresql://" + Server.ADDRESS + "/" + name, SUPERUSER, SUPERUSER);
    }

    /** Started when first asked for, stopped with the JVM. */
    private static final class Server {

        static final String ADDRESS = start();

        private static String start() {
            return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
        }

        @SuppressWarnings("resource")
        private static String container() {
            PostgreSQLContainer<?> container = new PostgreSQLContainer<>("postgres:17-alpine")
                    .withUsername(SUPERUSER)
                    .withPassword(SUPERUSER)
                    .withCommand(
                            "postgres",
                            "-c",
                            "fsync=off",
                            "-c",
                            "timezone=" + TIME_ZONE,
                            "-c",
                            "max_connections=" + MAX_CONNECTIONS);
            container.start();
            return container.getHost() + ":" + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        }

        private static String embedded() {
            return "127.0.0.1:"
                    + EmbeddedTestServer.start(
                            "fsync=off", "timezone=" + TIME_ZONE, "max_connections=" + MAX_CONNECTIONS);
        }
    }
}
