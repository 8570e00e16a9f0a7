package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class StartupSettingsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):");
    private static final String GOOD_KEY = "4f1d8c2b9a7e6053";
    private static final String GOOD_SECRET = "0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e";
    private static final Map<String, String> PRODUCTION = Map.of(
            "DATABASE_URL",
            "postgresql://me:hunter2@db/calls",
            "INTERNAL_SERVICE_KEY",
            GOOD_KEY,
            "JWT_SECRET",
            GOOD_SECRET);

    @Test
    void productionNeedsADatabaseAndTwoSecretsAndNothingElse() {
        ConfigurableEnvironment environment = environment(PRODUCTION);

        assertThatCode(() -> new StartupSettings(false).prepare(environment)).doesNotThrowAnyException();

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://db:5432/calls");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("hunter2");
        assertThat(environment.getProperty("sandbox.enabled")).isEqualTo("false");
        assertThat(environment.getProperty("service.debug")).isEqualTo("false");
        assertThat(environment.getProperty("collaborators.twilio.url")).isEqualTo("http://localhost:3701");
        assertThat(environment.containsProperty(StartupSettings.DEVELOPMENT_FOLDER))
                .isFalse();
    }

    @Test
    void defaultsWithBracesResolveAsMeant() {
        ConfigurableEnvironment environment = prepared(PRODUCTION);

        assertThat(environment.getProperty("collaborators.connection.broadcast-path"))
                .isEqualTo("/broadcast/tenant/{tenantId}");
        assertThat(environment.getProperty("conversation.area-decline-template"))
                .startsWith("Thank you for contacting {businessName}. ")
                .endsWith("wish you well.");
    }

    @Test
    void developmentModeNeedsNothing() {
        ConfigurableEnvironment environment = environment(Map.of("PORT", "4444"));

        new StartupSettings(true).prepare(environment);

        assertThat(environment.getProperty(StartupSettings.DEVELOPMENT_FOLDER)).isEqualTo(".data");
        assertThat(environment.getProperty("service.debug")).isEqualTo("true");
        assertThat(environment.getProperty("service.environment")).isEqualTo("development");
        assertThat(environment.getProperty("sandbox.enabled")).isEqualTo("true");
        assertThat(environment.getProperty("access.service-keys")).isEqualTo(StartupSettings.DEVELOPMENT_SERVICE_KEY);
        assertThat(environment.getProperty("collaborators.twilio.url"))
                .isEqualTo("http://localhost:4444/sandbox/twilio");
        assertThat(environment.getProperty("collaborators.dispatch.url"))
                .isEqualTo("http://localhost:4444/sandbox/dispatch");
        assertThat(environment.getProperty("collaborators.tenant.url"))
                .isEqualTo("http://localhost:4444/sandbox/tenant");
        assertThat(environment.getProperty("collaborators.connection.url"))
                .isEqualTo("http://localhost:4444/sandbox/connection");
    }

    @Test
    void whatIsSetWinsOverDevelopmentDefaults() {
        ConfigurableEnvironment environment =
                environment(Map.of("SANDBOX_ENABLED", "false", "DEBUG", "false", "DATABASE_URL", " "));

        new StartupSettings(true).prepare(environment);

        assertThat(environment.getProperty("service.debug")).isEqualTo("false");
        assertThat(environment.getProperty("collaborators.twilio.url")).isEqualTo("http://localhost:3701");
    }

    /** As Compose passes {@code ${DEBUG:-}}. */
    @Test
    void anEmptyVariableIsNone() throws IOException {
        Map<String, String> variables = new HashMap<>(PRODUCTION);
        VARIABLE.matcher(new ClassPathResource("application.yaml").getContentAsString(StandardCharsets.UTF_8))
                .results()
                .map(variable -> variable.group(1))
                .filter(variable -> !PRODUCTION.containsKey(variable))
                .forEach(variable -> variables.put(variable, variable.length() % 2 == 0 ? "" : " "));
        assertThat(variables).hasSizeGreaterThan(30).containsKeys("DEBUG", "RATE_LIMIT_USER_PER_MINUTE", "PORT");

        ConfigurableEnvironment environment = prepared(variables);

        assertThat(environment.getProperty("service.debug")).isEqualTo("false");
        assertThat(environment.getProperty("service.name")).isEqualTo("as-call-service");
        assertThat(environment.getProperty("rate-limit.user-per-minute")).isEqualTo("600");
    }

    @Test
    void anEmptySecretIsNoSecret() {
        assertThat(problems(Map.of("DATABASE_URL", "postgresql://db/calls", "JWT_SECRET", "")))
                .anyMatch(problem -> problem.startsWith("JWT_SECRET must"));
    }

    @Test
    void withoutADatabaseTheProductionJarRefuses() {
        assertThat(problems(Map.of()))
                .contains(
                        "DATABASE_URL must be set, such as postgresql://user:password@host:5432/database",
                        "INTERNAL_SERVICE_KEY must be set to the key that other services send, or several separated by"
                                + " commas",
                        "JWT_SECRET must be set to the secret that the dashboard's tokens are signed with");
    }

    @Test
    void theSandboxOverARealDatabaseNeedsSecretsForPlay() {
        Map<String, String> sandbox = with(PRODUCTION, "SANDBOX_ENABLED", "yes");
        assertThat(problems(sandbox))
                .singleElement()
                .asString()
                .startsWith("SANDBOX_ENABLED must not be true together");

        Map<String, String> play =
                with(with(sandbox, "INTERNAL_SERVICE_KEY", "demo-" + GOOD_KEY), "JWT_SECRET", "dev-" + GOOD_SECRET);
        ConfigurableEnvironment environment = prepared(play);

        assertThat(environment.getProperty("collaborators.twilio.url"))
                .isEqualTo("http://localhost:3104/sandbox/twilio");
        assertThat(environment.getProperty("service.debug")).isEqualTo("false");
    }

    @Test
    void theSandboxMeetsNoRealServiceWithoutDebug() {
        Map<String, String> play = Map.of(
                "DATABASE_URL",
                PRODUCTION.get("DATABASE_URL"),
                "SANDBOX_ENABLED",
                "true",
                "INTERNAL_SERVICE_KEY",
                "demo-" + GOOD_KEY,
                "JWT_SECRET",
                "dev-" + GOOD_SECRET,
                "DISPATCH_AI_URL",
                "http://ai:1",
                "TWILIO_SERVER_URL",
                "https://twilio-server.example");

        assertThat(problems(play))
                .containsExactly(
                        "DISPATCH_AI_URL must not name a real service with SANDBOX_ENABLED=true and without DEBUG=true;"
                                + " leave it out, or switch the sandbox off",
                        "TWILIO_SERVER_URL must not name a real service with SANDBOX_ENABLED=true and without DEBUG=true;"
                                + " leave it out, or switch the sandbox off");
        assertThat(prepared(with(play, "DEBUG", "true")).getProperty("collaborators.dispatch.url"))
                .isEqualTo("http://ai:1");
    }

    @Test
    void debugOfTheServiceIsNotDebugOfSpringBoot() {
        ConfigurableEnvironment environment = prepared(with(PRODUCTION, "DEBUG", "true"));

        assertThat(environment.getProperty("debug")).isEqualTo("false");
        assertThat(environment.getProperty("service.debug")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            AI_TAKEOVER_DELAY_SECONDS    | abc            | must be between 1 and 86400, but is "abc"
            AI_TAKEOVER_DELAY_SECONDS    | 0              | must be between 1 and 86400, but is "0"
            AI_TAKEOVER_DELAY_SECONDS    | 99999999999    | must be between 1 and 86400, but is "99999999999"
            RATE_LIMIT_USER_AT_ONCE      | -1             | must be between 0 and 10000, but is "-1"
            AI_WORKERS                   | 0              | must be between 1 and 32, but is "0"
            AI_WORKERS                   | 33             | must be between 1 and 32, but is "33"
            PORT                         | 70000          | must be between 0 and 65535, but is "70000"
            MANAGEMENT_PORT              | x              | must be between 0 and 65535, but is "x"
            MANAGEMENT_PORT              | 3104           | must be another port than PORT, so that the metrics are not public
            REQUEST_TIMEOUT              | 601            | must be between 1 and 600, but is "601"
            DB_POOL_SIZE                 | 2              | must be between 3 and 500, but is "2"
            DB_POOL_SIZE                 | 501            | must be between 3 and 500, but is "501"
            DB_POOL_SIZE                 | ten            | must be between 3 and 500, but is "ten"
            TASK_WORKERS                 | 51             | must be between 1 and 50, but is "51"
            LOG_LEVEL                    | loud           | must be one of TRACE, DEBUG, INFO, WARN, ERROR and OFF, but is "loud"
            LOG_JSON                     | perhaps        | must be true or false, but is "perhaps"
            DEBUG                        | maybe          | must be true or false, but is "maybe"
            SANDBOX_ENABLED              | maybe          | must be true or false, but is "maybe"
            PROVIDER_HANDLES_OPT_OUT     | maybe          | must be true or false, but is "maybe"
            TWILIO_SERVER_URL            | ftp://x        | must be an http:// or https:// address, but is "ftp://x"
            TWILIO_SERVER_URL            | ftp://u:p@x    | must be an http:// or https:// address
            AS_CONNECTION_BROADCAST_PATH | /broadcast     | must be a path with {tenantId} in it, once, but is "/broadcast"
            TENANT_CACHE_SECONDS         | -1             | must be between 0 and 86400, but is "-1"
            CORS_ORIGINS                 | *              | must not be * without DEBUG=true; name the dashboard's origins
            CORS_ORIGINS                 | https://a.b/c  | must hold origins such as https://app.example.com, without a path, but is "https://a.b/c"
            CORS_ORIGINS                 | a.b            | must hold origins such as https://app.example.com, without a path, but is "a.b"
            DATABASE_URL                 | mysql://a/b    | must look like postgresql://user:password@host:5432/database, with special characters of user and password percent-encoded
            INTERNAL_SERVICE_KEY         | ,              | must be set to the key that other services send, or several separated by commas
            INTERNAL_SERVICE_KEY         | 4f1d8c2b9a7e605 | must have at least 16 characters in every key
            INTERNAL_SERVICE_KEY         | 4f1d8c2b9a7e6053,4f1d8c2 | must have at least 16 characters in every key
            INTERNAL_SERVICE_KEY         | schlüssel4f1d8c2b9a7e6053 | must be printable ASCII without blanks, because it travels in a header
            INTERNAL_SERVICE_KEY         | 4f1d8c2b 9a7e6053 | must be printable ASCII without blanks, because it travels in a header
            INTERNAL_SERVICE_KEY         | internal-service-key-123 | must not be a well-known default or example
            INTERNAL_SERVICE_KEY         | please-change-me-please | must not be a well-known default or example
            INTERNAL_SERVICE_KEY         | aaaaaaaaaaaaaaaaaaaa | must not be a well-known default or example
            INTERNAL_SERVICE_KEY         | dev-service-key-not-for-production | must not be a well-known default or example
            JWT_SECRET                   | 0123456789abcdef0123456789abcde | must have at least 32 bytes
            JWT_SECRET                   | your-secret-key-for-tokens-goes-here | must not be a well-known default or example
            JWT_SECRET                   | dev-jwt-secret-not-for-production-0123456789 | must not be a well-known default or example
            """)
    void aBadSettingIsRefusedByName(String variable, String value, String sentence) {
        assertThat(problems(with(PRODUCTION, variable, value))).containsExactly(variable + " " + sentence);
    }

    @Test
    void allProblemsAreToldAtOnceAndNoSecretIs() {
        StartRefusedException refusal = refusal(Map.of(
                "DATABASE_URL", "postgresql://me:hunter2@db",
                "INTERNAL_SERVICE_KEY", "hunter2",
                "JWT_SECRET", "hunter2",
                "PORT", "x",
                "DB_POOL_SIZE", "x",
                "TS_TENANT_SERVICE_URL", "me:hunter2@x"));

        assertThat(refusal.getMessage().lines().filter(line -> line.startsWith("- ")))
                .hasSize(6);
        assertThat(refusal.getMessage()).doesNotContain("hunter2");
    }

    private static List<String> problems(Map<String, String> variables) {
        return refusal(variables)
                .getMessage()
                .lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();
    }

    private static StartRefusedException refusal(Map<String, String> variables) {
        return catchThrowableOfType(StartRefusedException.class, () -> prepared(variables));
    }

    private static ConfigurableEnvironment prepared(Map<String, String> variables) {
        ConfigurableEnvironment environment = environment(variables);
        new StartupSettings(false).prepare(environment);
        return environment;
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put(name, value);
        return changed;
    }

    /** The variables over application.yaml, without those of this machine. */
    private static ConfigurableEnvironment environment(Map<String, String> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yaml"))
                    .forEach(sources::addLast);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return environment;
    }
}
