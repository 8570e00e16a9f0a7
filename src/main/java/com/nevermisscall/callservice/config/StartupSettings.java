package com.nevermisscall.callservice.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.env.EnvironmentPostProcessorApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Turns the environment and {@code .env} into settings before anything else starts: takes DATABASE_URL apart, chooses
 * development mode where there is none, and refuses to start with every bad setting named at once. It runs when the
 * configuration files (and {@code .env}) have been read and logging has not yet been set up by them. The main method
 * adds it, so that test contexts with properties of their own are left alone.
 */
public final class StartupSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** The folder of the development database; set in development mode only. */
    static final String DEVELOPMENT_FOLDER = "development.folder";

    /** The services that the sandbox plays, by variable, and where below its own address. */
    static final Map<String, String> STAND_INS = Map.of(
            "TWILIO_SERVER_URL", "/sandbox/twilio",
            "DISPATCH_AI_URL", "/sandbox/dispatch",
            "TS_TENANT_SERVICE_URL", "/sandbox/tenant",
            "AS_CONNECTION_SERVICE_URL", "/sandbox/connection");

    static final String DEVELOPMENT_SERVICE_KEY = "dev-service-key-not-for-production";
    static final String DEVELOPMENT_JWT_SECRET = "dev-jwt-secret-not-for-production-0123456789";

    private static final String EMBEDDED_POSTGRESQL = "io.zonky.test.db.postgres.embedded.PgBinaryResolver";

    private final boolean embeddedDatabase;

    /** Development mode is possible where the embedded PostgreSQL is on the class path: not in the production jar. */
    public StartupSettings() {
        this(ClassUtils.isPresent(EMBEDDED_POSTGRESQL, StartupSettings.class.getClassLoader()));
    }

    StartupSettings(boolean embeddedDatabase) {
        this.embeddedDatabase = embeddedDatabase;
    }

    @Override
    public int getOrder() {
        return EnvironmentPostProcessorApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        prepare(event.getEnvironment());
    }

    void prepare(ConfigurableEnvironment environment) {
        leaveOutTheEmpty(environment);
        ignoreDebugOfSpringBoot(environment);
        List<String> problems = new ArrayList<>();
        Map<String, Object> fallbacks = new LinkedHashMap<>();
        environment.getPropertySources().addLast(new MapPropertySource("fallbacks", fallbacks));

        String databaseUrl = environment.getProperty("DATABASE_URL");
        if (StringUtils.hasText(databaseUrl)) {
            connect(databaseUrl.strip(), fallbacks, problems);
        } else if (!environment.containsProperty("spring.datasource.url")) {
            if (embeddedDatabase) {
                develop(fallbacks);
            } else {
                problems.add("DATABASE_URL must be set, such as postgresql://user:password@host:5432/database");
            }
        }
        if (isOn("sandbox.enabled", environment)) {
            standIn(fallbacks);
        }

        problems.addAll(new SettingsCheck(environment).problems());
        if (!problems.isEmpty()) {
            throw new StartRefusedException(
                    "The service does not start with these settings:\n\n- " + String.join("\n- ", problems),
                    "Set them in the environment or in the file .env; .env.example explains every variable.");
        }
    }

    /** Reads a switch as Spring binds it (true, yes, on, 1); a word that is none is off here and refused by the check. */
    static boolean isOn(String property, Environment environment) {
        try {
            return environment.getProperty(property, Boolean.class, false);
        } catch (ConversionException e) {
            return false;
        }
    }

    /** Compose and Kubernetes pass a variable that nobody set as an empty one: {@code DEBUG=} is no word for a switch. */
    private static void leaveOutTheEmpty(ConfigurableEnvironment environment) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        if (environment.getPropertySources().get(name) instanceof SystemEnvironmentPropertySource variables) {
            Map<String, Object> set = new LinkedHashMap<>(variables.getSource());
            set.values().removeIf(value -> !StringUtils.hasText(value.toString()));
            environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, set));
        }
    }

    /** Spring Boot takes an environment variable DEBUG for its own switch and would log its insides; ours is another. */
    private static void ignoreDebugOfSpringBoot(ConfigurableEnvironment environment) {
        MapPropertySource source = new MapPropertySource("no debug of Spring Boot", Map.of("debug", "false"));
        if (environment.getPropertySources().contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
            environment
                    .getPropertySources()
                    .addBefore(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, source);
        }
    }

    private static void connect(String databaseUrl, Map<String, Object> fallbacks, List<String> problems) {
        try {
            DatabaseUrl url = DatabaseUrl.parse(databaseUrl);
            fallbacks.put("spring.datasource.url", url.jdbcUrl());
            if (url.username() != null) {
                fallbacks.put("spring.datasource.username", url.username());
            }
            if (url.password() != null) {
                fallbacks.put("spring.datasource.password", url.password());
            }
        } catch (IllegalArgumentException e) {
            problems.add("DATABASE_URL " + e.getMessage());
        }
    }

    private static void develop(Map<String, Object> fallbacks) {
        fallbacks.put(DEVELOPMENT_FOLDER, ".data");
        fallbacks.put("ENVIRONMENT", "development");
        fallbacks.put("DEBUG", "true");
        fallbacks.put("SHUTDOWN_DELAY_SECONDS", "0");
        fallbacks.put("SANDBOX_ENABLED", "true");
        fallbacks.put("INTERNAL_SERVICE_KEY", DEVELOPMENT_SERVICE_KEY);
        fallbacks.put("JWT_SECRET", DEVELOPMENT_JWT_SECRET);
    }

    private static void standIn(Map<String, Object> fallbacks) {
        STAND_INS.forEach((variable, path) -> fallbacks.put(variable, "http://localhost:${PORT:3104}" + path));
        // The stand-in's switches act at once, not after a minute.
        fallbacks.put("TENANT_CACHE_SECONDS", "0");
    }
}
