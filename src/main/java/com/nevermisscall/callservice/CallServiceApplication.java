package com.nevermisscall.callservice;

import com.nevermisscall.callservice.config.StartupSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the hub of NeverMissCall. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CallServiceApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(CallServiceApplication.class);
        application.addListeners(new StartupSettings());
        application.run(args);
    }
}
