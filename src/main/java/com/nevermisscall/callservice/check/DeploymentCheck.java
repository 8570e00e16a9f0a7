package com.nevermisscall.callservice.check;

import com.nevermisscall.callservice.config.StartupSettings;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * {@code java -jar as-call-service.jar --check}: says what the settings are, whether the database and the four services
 * beside this one are there, and which migrations a start would make. Nothing is started, nothing is changed.
 */
public final class DeploymentCheck {

    private static final String OPTION = "--check";

    private DeploymentCheck() {}

    /** Whether the command line asks for the check instead of the service. */
    public static boolean isWanted(String... args) {
        return Arrays.asList(args).contains(OPTION);
    }

    /**
     * Checks, and prints what it finds to the standard output.
     *
     * @return 0 if the service would start and find everybody, else 1
     */
    public static int run(String... args) {
        return run(System.out, args);
    }

    static int run(PrintStream out, String... args) {
        try (ConfigurableApplicationContext settings = settings(args)) {
            Environment environment = settings.getEnvironment();
            out.println("Settings:");
            EffectiveSettings.of(settings.getEnvironment()).forEach(setting -> out.println("  " + setting));
            List<Finding> findings = Stream.concat(
                            Stream.of(DatabaseCheck.find(environment)), CollaboratorCheck.find(environment))
                    .toList();
            out.println("Needed:");
            findings.forEach(finding -> out.println("  " + finding));
            boolean good = findings.stream().allMatch(Finding::good);
            out.println(good ? "All is well." : "The service would start badly or not at all.");
            return good ? 0 : 1;
        } catch (SettingsRefused refused) {
            return 1;
        }
    }

    /** The environment as the service would see it, in a context of nothing else. */
    private static ConfigurableApplicationContext settings(String... args) {
        SpringApplication application = new SpringApplication(Nothing.class);
        application.addListeners(new StartupSettings());
        try {
            return application.run(
                    Stream.concat(Arrays.stream(args), Stream.of("--spring.main.web-application-type=none"))
                            .toArray(String[]::new));
        } catch (RuntimeException told) {
            // Spring's failure analysis has said in sentences what is wrong with them.
            throw new SettingsRefused(told);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    private static final class SettingsRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SettingsRefused(Throwable cause) {
            super(cause);
        }
    }
}
