package com.nevermisscall.callservice.support;

import com.nevermisscall.callservice.CallServiceApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a real port, with a database of its own, collaborators over real HTTP ({@link StandIns}) and a
 * clock that can be put forward ({@link ShiftingClock}). Contexts are shared between tests: a test works with a tenant
 * of its own ({@link Story}).
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CallServiceApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "access.service-keys=" + Story.SERVICE_KEY + ",another-service-key-0123456789",
            "access.jwt-secret=" + Story.JWT_SECRET,
            LongWaits.FOR_LOCKS,
            LongWaits.FOR_ANSWERS,
            LongWaits.FOR_CONNECTIONS,
            "management.server.port=0",
            "sandbox.enabled=false"
        })
@AutoConfigureObservability
@ContextConfiguration(initializers = {TestDatabaseInitializer.class, StandIns.Initializer.class})
@Import({ShiftingClock.Configuration.class, Statements.Configuration.class})
public @interface ServiceTest {}
