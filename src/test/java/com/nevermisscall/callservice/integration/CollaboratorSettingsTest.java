package com.nevermisscall.callservice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.security.AccessProperties;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot3.bulkhead.autoconfigure.BulkheadAutoConfiguration;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.function.client.WebClientAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

class CollaboratorSettingsTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withInitializer(
                    context -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
            .withPropertyValues("access.service-keys=key", "access.jwt-secret=secret")
            .withConfiguration(AutoConfigurations.of(
                    JacksonAutoConfiguration.class,
                    WebClientAutoConfiguration.class,
                    CircuitBreakerAutoConfiguration.class,
                    CircuitBreakerMetricsAutoConfiguration.class,
                    BulkheadAutoConfiguration.class))
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withUserConfiguration(Clients.class);

    @Test
    void givesEachCollaboratorTheHousesCircuitBreaker() {
        application.run(context -> {
            CircuitBreakerRegistry circuits = context.getBean(CircuitBreakerRegistry.class);
            assertThat(circuits.getAllCircuitBreakers())
                    .extracting(circuit -> circuit.getName())
                    .containsExactlyInAnyOrder(
                            "twilio_server", "dispatch_ai", "ts_tenant_service", "as_connection_service");
            CircuitBreakerConfig rules =
                    circuits.circuitBreaker("twilio_server").getCircuitBreakerConfig();
            assertThat(rules.getSlidingWindowType()).isEqualTo(SlidingWindowType.COUNT_BASED);
            assertThat(rules.getSlidingWindowSize()).isEqualTo(20);
            assertThat(rules.getMinimumNumberOfCalls()).isEqualTo(10);
            assertThat(rules.getFailureRateThreshold()).isEqualTo(50);
            assertThat(rules.getWaitIntervalFunctionInOpenState().apply(1))
                    .isEqualTo(Duration.ofSeconds(10).toMillis());
            assertThat(rules.getPermittedNumberOfCallsInHalfOpenState()).isEqualTo(5);
            assertThat(rules.isAutomaticTransitionFromOpenToHalfOpenEnabled()).isTrue();
        });
    }

    @Test
    void asksTheAiAgainSoonerThanTheOthers() {
        application.run(context -> {
            CircuitBreakerRegistry circuits = context.getBean(CircuitBreakerRegistry.class);
            CircuitBreakerConfig rules = circuits.circuitBreaker("dispatch_ai").getCircuitBreakerConfig();
            assertThat(rules.getWaitIntervalFunctionInOpenState().apply(1))
                    .isEqualTo(Duration.ofSeconds(2).toMillis());
            assertThat(rules.getPermittedNumberOfCallsInHalfOpenState()).isEqualTo(2);
            assertThat(rules.getSlidingWindowSize()).isEqualTo(20);
            assertThat(rules.isAutomaticTransitionFromOpenToHalfOpenEnabled()).isTrue();
        });
    }

    @Test
    void givesEachCollaboratorABulkheadWithoutWaiting() {
        application.run(context -> assertThat(
                        context.getBean(BulkheadRegistry.class).getAllBulkheads())
                .hasSize(4)
                .allSatisfy(bulkhead -> {
                    assertThat(bulkhead.getBulkheadConfig().getMaxConcurrentCalls())
                            .isEqualTo(32);
                    assertThat(bulkhead.getBulkheadConfig().getMaxWaitDuration())
                            .isZero();
                }));
    }

    @Test
    void countsEachCircuitInTheMetrics() {
        application.run(context -> assertThat(context.getBean(MeterRegistry.class)
                        .get("resilience4j.circuitbreaker.state")
                        .tag("name", "ts_tenant_service")
                        .gauges())
                .isNotEmpty());
    }

    @Test
    void takesTheBroadcastPathWithItsVariable() {
        application.run(context -> assertThat(context.getBean(CollaboratorProperties.class)
                        .connection()
                        .broadcastPath())
                .isEqualTo("/broadcast/tenant/{tenantId}"));
    }

    @Test
    void doesNotStartWithABroadcastPathOfNoTenant() {
        application
                .withPropertyValues("collaborators.connection.broadcast-path=/broadcast/{tenant}")
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({CollaboratorProperties.class, AccessProperties.class})
    @ComponentScan(
            useDefaultFilters = false,
            includeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = ".*\\.(CollaboratorConnections|CollaboratorHealth|\\w+Client|TenantDirectory)"))
    static class Clients {}
}
