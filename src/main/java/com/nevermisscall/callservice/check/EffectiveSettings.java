package com.nevermisscall.callservice.check;

import com.nevermisscall.callservice.config.Secrets;
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

    /** User and password before the host, or as parameters. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?<=://)[^@/\\s]*(?=@)|(?<=[?&](user|password|sslpassword)=)[^&]*");

    private static final String MASK = "********";

    private EffectiveSettings() {}

    /** One line for each, in the order of application.yaml. */
    static Stream<String> of(ConfigurableEnvironment environment) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        variables.put(DATABASE_URL, new Variable(DATABASE_URL, "", false));
        environment.getPropertySources().stream()
                .filter(source -> source instanceof EnumerablePropertySource
                        && source.getName().contains(".yaml"))
                .map(source -> (EnumerablePropertySource<?>) source)
                .forEach(source -> Stream.of(source.getPropertyNames())
                        .forEach(property ->
                                collect(property, String.valueOf(source.getProperty(property)), variables)));
        return variables.values().stream().map(variable -> line(variable, environment));
    }

    private static void collect(String property, String value, Map<String, Variable> variables) {
        Matcher found = VARIABLE.matcher(value);
        while (found.find()) {
            Variable variable = new Variable(found.group(1), found.group(2), Secrets.isSecret(property));
            variables.merge(variable.name(), variable, Variable::and);
        }
    }

    private static String line(Variable variable, ConfigurableEnvironment environment) {
        String value = environment.getProperty(variable.name(), variable.otherwise());
        return "%s=%s (%s)".formatted(variable.name(), variable.masked(value), origin(variable.name(), environment));
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

    /** What application.yaml says of one: its default, and whether a secret is taken from it. */
    private record Variable(String name, String otherwise, boolean secret) {

        /** Taken by another setting as well; the first default counts. */
        Variable and(Variable again) {
            return new Variable(name, otherwise, secret || again.secret);
        }

        String masked(String value) {
            if (value.isBlank()) {
                return "";
            }
            return secret ? MASK : CREDENTIALS.matcher(value).replaceAll(MASK);
        }
    }
}
