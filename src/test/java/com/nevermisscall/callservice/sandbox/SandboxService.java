package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.CallServiceApplication;
import com.nevermisscall.callservice.support.TestDatabaseInitializer;
import com.nevermisscall.callservice.support.UnusedPorts;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** The whole service with the sandbox, as in development mode: its collaborators are its own stand-ins. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CallServiceApplication.class,
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {
            "access.service-keys=dev-key-for-the-phone-page",
            "access.jwt-secret=dev-jwt-secret-for-the-phone-page",
            "management.server.port=0",
            "sandbox.enabled=true",
            "collaborators.tenant.cache-seconds=0"
        })
@ContextConfiguration(initializers = {TestDatabaseInitializer.class, SandboxService.OwnPort.class})
@interface SandboxService {

    /** The stand-ins are at the service's own port, which therefore must be known before the start. */
    class OwnPort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            int port = UnusedPorts.next();
            String sandbox = "http://localhost:" + port + "/sandbox";
            TestPropertyValues.of(
                            "server.port=" + port,
                            "collaborators.twilio.url=" + sandbox + "/twilio",
                            "collaborators.dispatch.url=" + sandbox + "/dispatch",
                            "collaborators.tenant.url=" + sandbox + "/tenant",
                            "collaborators.connection.url=" + sandbox + "/connection")
                    .applyTo(context);
        }
    }
}
