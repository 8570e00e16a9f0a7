package com.nevermisscall.callservice.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the benchmark tells the load generator, as system properties.
 *
 * @param run        the part of the {@link Plan} to play
 * @param address    of the service
 * @param database   its JDBC address
 * @param service    its process
 * @param postmaster the process whose children serve the connections
 * @param standIns   the process of the collaborators
 */
record Settings(String run, String address, String database, long service, long postmaster, long standIns) {

    static final String SERVICE_KEY = "benchmark-key-7c1e94a2";
    static final String JWT_SECRET = "benchmark-jwt-5d2f8a71c94e3b60d1";

    private static final String PREFIX = "bench.";

    static Settings read() {
        return new Settings(
                value("run"),
                value("address"),
                value("database"),
                Long.parseLong(value("service")),
                Long.parseLong(value("postmaster")),
                Long.parseLong(value("stand-ins")));
    }

    Map<String, String> properties() {
        return Map.of(
                PREFIX + "run",
                run,
                PREFIX + "address",
                address,
                PREFIX + "database",
                database,
                PREFIX + "service",
                Long.toString(service),
                PREFIX + "postmaster",
                Long.toString(postmaster),
                PREFIX + "stand-ins",
                Long.toString(standIns));
    }

    /** Where everything about a run is kept. */
    static Path folder(String run) {
        return Path.of("target", "bench", run);
    }

    private static String value(String name) {
        return System.getProperty(PREFIX + name);
    }
}
