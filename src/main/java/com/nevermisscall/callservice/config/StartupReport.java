package com.nevermisscall.callservice.config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says in one line how the service runs, once it does. */
@Component
class StartupReport {

    private static final Logger log = LoggerFactory.getLogger(StartupReport.class);

    private final ServiceProperties service;
    private final Environment environment;

    StartupReport(ServiceProperties service, Environment environment) {
        this.service = service;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void report() {
        log.info(sentence());
    }

    String sentence() {
        String address =
                "http://localhost:" + environment.getProperty("local.server.port", String.valueOf(service.port()));
        StringBuilder sentence = new StringBuilder("%s %s is ready on %s (%s)"
                .formatted(service.name(), service.version(), address, service.environment()));
        String folder = environment.getProperty(StartupSettings.DEVELOPMENT_FOLDER);
        if (folder != null) {
            sentence.append("; its own PostgreSQL keeps its data in ").append(folder);
        }
        if (StartupSettings.isOn("sandbox.enabled", environment)) {
            sentence.append("; sandbox: ").append(address).append("/sandbox");
        }
        if (service.debug()) {
            sentence.append("; API documentation: ").append(address).append("/docs");
        }
        return sentence.toString();
    }
}
