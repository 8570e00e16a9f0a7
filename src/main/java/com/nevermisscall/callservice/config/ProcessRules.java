package com.nevermisscall.callservice.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.core.env.Environment;

/** The rules of the variables that go straight to a library, and so stand in no settings record of ours. */
final class ProcessRules {

    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private ProcessRules() {}

    static List<String> problems(Environment environment) {
        List<String> problems = new ArrayList<>();
        between(0, 65535, "MANAGEMENT_PORT", environment, problems);
        // The six in ten that may wait for twilio-server find room in its bulkhead of 32.
        between(1, 50, "TASK_WORKERS", environment, problems);
        rule("LOG_JSON", "must be true or false", Set.of("true", "false")::contains, environment, problems);
        rule(
                "LOG_LEVEL",
                "must be one of TRACE, DEBUG, INFO, WARN, ERROR and OFF",
                level -> LEVELS.contains(level.toUpperCase(Locale.ROOT)),
                environment,
                problems);
        rule("HOST", "must be an address of this machine", ProcessRules::isAddress, environment, problems);
        ports(environment, problems);
        return problems;
    }

    private static void ports(Environment environment, List<String> problems) {
        String port = environment.getProperty("PORT", "3104").strip();
        if (port.equals("0") && StartupSettings.isOn("sandbox.enabled", environment)) {
            problems.add("PORT must not be 0 with SANDBOX_ENABLED=true, because the service calls its own stand-ins");
        } else if (!port.equals("0")
                && port.equals(
                        environment.getProperty("MANAGEMENT_PORT", "3184").strip())) {
            problems.add("MANAGEMENT_PORT must be another port than PORT, so that the metrics are not public");
        }
    }

    private static void between(int min, int max, String variable, Environment environment, List<String> problems) {
        rule(
                variable,
                "must be between " + min + " and " + max,
                text -> text.matches("\\d{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max,
                environment,
                problems);
    }

    private static void rule(
            String variable,
            String requirement,
            Predicate<String> rule,
            Environment environment,
            List<String> problems) {
        String value = environment.getProperty(variable);
        if (value != null && !rule.test(value.strip())) {
            problems.add(variable + " " + requirement + SettingsCheck.butIs(value));
        }
    }

    private static boolean isAddress(String host) {
        try {
            return !host.isEmpty() && InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
