package com.nevermisscall.callservice.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * Reads {@code .env} as shells and Compose write it: {@code NAME=value}, optionally after {@code export}, the value
 * bare, in single quotes (literal) or in double quotes ({@code \n}, {@code \"}, {@code \\}). A {@code #} after a blank
 * starts a comment. A properties file would keep the quotes and swallow backslashes.
 */
class DotEnvPropertySourceLoader implements PropertySourceLoader {

    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern VALUE = Pattern.compile("\"(?<doubled>(?:[^\"\\\\]|\\\\.)*)\"(?:\\s*#.*)?"
            + "|'(?<single>[^']*)'(?:\\s*#.*)?"
            + "|(?<bare>(?![\"']).*?)(?:(?:^|\\s+)#.*)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    @Override
    public String[] getFileExtensions() {
        return new String[] {"env"};
    }

    @Override
    public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
        Map<String, Object> variables = parse(resource.getContentAsString(StandardCharsets.UTF_8));
        // As in the environment, an empty variable is one that nobody set.
        variables.values().removeIf(value -> !StringUtils.hasText(value.toString()));
        return List.of(new MapPropertySource(name, variables));
    }

    static Map<String, Object> parse(String text) {
        Map<String, Object> variables = new LinkedHashMap<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher assignment = LINE.matcher(line);
            Matcher value = assignment.matches() ? VALUE.matcher(assignment.group(2)) : null;
            if (value == null || !value.matches()) {
                // The line itself is not told: it may hold a secret.
                throw new StartRefusedException(
                        "Line %d of .env must be NAME=value, the value bare or in one pair of quotes".formatted(i + 1),
                        "Correct the line; .env.example shows the form.");
            }
            variables.put(assignment.group(1), text(value));
        }
        return variables;
    }

    private static String text(Matcher value) {
        if (value.group("doubled") != null) {
            return ESCAPE.matcher(value.group("doubled"))
                    .replaceAll(
                            escape -> Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
        }
        if (value.group("single") != null) {
            return value.group("single");
        }
        return value.group("bare");
    }
}
