package com.nevermisscall.callservice.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Every variable with the value that counts and where it comes from; no secret, nor a part of one. */
final class EffectiveSettings {

    private static final String DATABASE_URL = "DATABASE_URL";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):((?:[^{}]|\\{[^{}]*})*)}");
    private static final Pattern SECRET = Pattern.compile(".*(KEY|SECRET|PASSWORD|TOKEN).*");

    /** User and password before the host, or as parameters. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?<=://)[^@/\\s]*(?=@)|(?<=[?&](user|password|sslpassword)=)[^&]*");

    private static final String MASK = "********";

    private EffectiveSettings() {}

    /** One line for each, in the order of application.yaml. */
    static Stream<String> of(ConfigurableEnvironment environment) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(DATABASE_URL, "");
        environment.getPropertySources().stream()
                .filter(source -> source instanceof EnumerablePropertySource
                        && source.getName().contains(".yaml"))
                .map(source -> (EnumerablePropertySource<?>) source)
                .forEach(source -> Stream.of(source.getPropertyNames())
                        .map(source::getProperty)
                        .forEach(value -> collect(String.valueOf(value), defaults)));
        return defaults.entrySet().stream().map(setting -> line(setting.getKey(), setting.getValue(), environment));
    }

    private static void collect(String value, Map<String, String> defaults) {
        Matcher variable = VARIABLE.matcher(value);
        while (variable.find()) {
            defaults.putIfAbsent(variable.group(1), variable.group(2));
        }
    }

    private static String line(String variable, String otherwise, ConfigurableEnvironment environment) {
        String value = environment.getProperty(variable, otherwise);
        return "%s=%s (%s)".formatted(variable, masked(variable, value), origin(variable, environment));
    }

    private static String masked(String variable, String value) {
        if (value.isBlank()) {
            return "";
        }
        return SECRET.matcher(variable).matches()
                ? MASK
                : CREDENTIALS.matcher(value).replaceAll(MASK);
    }

    private static String origin(String variable, ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                // Boot's own view over all the others.
                .filter(source -> !source.getName().equals("configurationProperties"))
                .filter(source -> source.containsProperty(variable))
                .map(PropertySource::getName)
                .map(EffectiveSettings::origin)
                .findFirst()
                .orElse("default");
    }

    private static String origin(String source) {
        if (source.equals("fallbacks")) {
            return "default of this mode";
        }
        return source.contains(".env") ? "file" : source.equals("commandLineArgs") ? "command line" : "environment";
    }
}
