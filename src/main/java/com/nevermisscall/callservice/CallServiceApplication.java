package com.nevermisscall.callservice;

import com.nevermisscall.callservice.check.DeploymentCheck;
import com.nevermisscall.callservice.config.StartupSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the hub of NeverMissCall. Left out of Boot's doing: a default user, whom nobody could be, and its error page,
 * since the server's own errors are answered in the envelope ({@code web}).
 */
@SpringBootApplication(exclude = {UserDetailsServiceAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConfigurationPropertiesScan
public class CallServiceApplication {

    public static void main(String[] args) {
        if (DeploymentCheck.isWanted(args)) {
            System.exit(DeploymentCheck.run(args));
        }
        SpringApplication application = new SpringApplication(CallServiceApplication.class);
        application.addListeners(new StartupSettings());
        application.run(args);
    }
}
