package com.nevermisscall.callservice.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The rules of secrets and origins. No sentence holds a secret or a part of one.
 */
final class AccessRules {

    private static final int SHORTEST_KEY = 16;
    private static final int SHORTEST_JWT_SECRET_BYTES = 32;
    private static final int FEWEST_DIFFERENT_CHARACTERS = 6;

    /** Printable ASCII: the key travels in a header. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7E]+");

    private static final Pattern ORIGIN = Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    /** As the settings of encryption want it; told here, because what is wrong with a secret is told without it. */
    private static final Pattern DATA_KEY = Pattern.compile("[A-Za-z0-9]{1,16}:[A-Za-z0-9+/]{43}=");

    /** What examples and defaults are called, once everything but letters is taken out. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "secret",
            "secretkey",
            "mysecret",
            "mysecretkey",
            "supersecret",
            "supersecretkey",
            "topsecret",
            "password",
            "key",
            "servicekey",
            "internalservicekey",
            "apikey",
            "jwtsecret",
            "jwtsecretkey",
            "example",
            "default");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("your.*|.*(changeme|changethis|changeinproduction|replaceme|placeholder).*");

    private static final Set<String> DEVELOPMENT =
            Set.of(StartupSettings.DEVELOPMENT_SERVICE_KEY, StartupSettings.DEVELOPMENT_JWT_SECRET);

    private final Environment environment;
    private final boolean sandbox;
    private final boolean production;
    private final boolean debug;
    private final List<String> problems = new ArrayList<>();

    private AccessRules(Environment environment) {
        this.environment = environment;
        this.sandbox = StartupSettings.isOn("sandbox.enabled", environment);
        this.debug = StartupSettings.isOn("service.debug", environment);
        this.production = !sandbox && !environment.containsProperty(StartupSettings.DEVELOPMENT_FOLDER);
    }

    static List<String> problems(Environment environment) {
        return new AccessRules(environment).check();
    }

    private List<String> check() {
        List<String> keys = list("access.service-keys");
        String jwtSecret = environment.getProperty("access.jwt-secret", "");
        checkServiceKeys(keys);
        checkJwtSecret(jwtSecret);
        if (sandbox && !Stream.concat(keys.stream(), Stream.of(jwtSecret)).allMatch(AccessRules::isForPlay)) {
            problems.add(
                    "SANDBOX_ENABLED must not be true together with production secrets, because the sandbox hands"
                            + " out tokens; let INTERNAL_SERVICE_KEY and JWT_SECRET start with dev- or demo-, or switch it off");
        }
        if (sandbox && !debug) {
            checkStandIns();
        }
        checkOrigins(list("access.cors-origins"));
        checkDataKeys(list("encryption.keys"));
        return problems;
    }

    /** With one part played and another real, made-up customers reach real businesses, or real ones a stand-in. */
    private void checkStandIns() {
        StartupSettings.STAND_INS.forEach((variable, path) -> {
            String url = environment.getProperty(variable, "");
            if (!url.endsWith(path)) {
                problems.add(
                        variable + " must not name a real service with SANDBOX_ENABLED=true and without DEBUG=true;"
                                + " leave it out, or switch the sandbox off");
            }
        });
    }

    private void checkServiceKeys(List<String> keys) {
        if (keys.isEmpty()) {
            problems.add("INTERNAL_SERVICE_KEY must be set to the key that other services send, or several separated by"
                    + " commas");
        }
        if (keys.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
            problems.add("INTERNAL_SERVICE_KEY must have at least " + SHORTEST_KEY + " characters in every key");
        }
        if (!keys.stream().allMatch(key -> HEADER_VALUE.matcher(key).matches())) {
            problems.add("INTERNAL_SERVICE_KEY must be printable ASCII without blanks, because it travels in a header");
        }
        if (keys.stream().anyMatch(this::isKnown)) {
            problems.add("INTERNAL_SERVICE_KEY must not be a well-known default or example");
        }
    }

    private void checkJwtSecret(String secret) {
        if (!StringUtils.hasText(secret)) {
            problems.add("JWT_SECRET must be set to the secret that the dashboard's tokens are signed with");
        } else if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_JWT_SECRET_BYTES) {
            problems.add("JWT_SECRET must have at least " + SHORTEST_JWT_SECRET_BYTES + " bytes");
        } else if (isKnown(secret)) {
            problems.add("JWT_SECRET must not be a well-known default or example");
        }
    }

    private void checkOrigins(List<String> origins) {
        for (String origin : origins) {
            if (origin.equals("*") && !debug) {
                problems.add("CORS_ORIGINS must not be * without DEBUG=true; name the dashboard's origins");
            } else if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
                problems.add("CORS_ORIGINS must hold origins such as https://app.example.com, without a path"
                        + SettingsCheck.butIs(origin));
            }
        }
    }

    private void checkDataKeys(List<String> keys) {
        if (!keys.stream().allMatch(key -> DATA_KEY.matcher(key).matches())) {
            problems.add(
                    "DATA_ENCRYPTION_KEYS must hold keys such as 1:…, each a name of up to 16 letters and digits, a"
                            + " colon, and 32 bytes in Base64, separated by commas");
        }
        if (keys.stream().map(key -> key.split(":", 2)[0]).distinct().count() < keys.size()) {
            problems.add("DATA_ENCRYPTION_KEYS must give every key a name of its own");
        }
        if (keys.stream()
                .anyMatch(key ->
                        key.substring(key.indexOf(':') + 1).chars().distinct().count() < FEWEST_DIFFERENT_CHARACTERS)) {
            problems.add("DATA_ENCRYPTION_KEYS must be random, such as openssl rand -base64 32 gives");
        }
    }

    private List<String> list(String property) {
        return Stream.of(environment.getProperty(property, "").split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private boolean isKnown(String secret) {
        String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return WELL_KNOWN.contains(letters)
                || PLACEHOLDER.matcher(letters).matches()
                || secret.chars().distinct().count() < FEWEST_DIFFERENT_CHARACTERS
                || production && DEVELOPMENT.contains(secret);
    }

    private static boolean isForPlay(String secret) {
        return secret.isEmpty() || secret.startsWith("dev-") || secret.startsWith("demo-");
    }
}
