package com.nevermisscall.callservice.telemetry;

import io.micrometer.observation.ObservationPredicate;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.util.StringUtils;

/**
 * Traces are always carried on, from callers to collaborators and into the log; they are recorded and sent only where an
 * address says where to.
 */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    /** A caller's decision stands, whether or not this service sends anything: others on the way may. */
    @Bean
    Sampler sampler(TelemetryProperties telemetry) {
        return Sampler.parentBased(
                telemetry.tracesAreSent()
                        ? Sampler.traceIdRatioBased(telemetry.tracesSampled().doubleValue())
                        : Sampler.alwaysOff());
    }

    @Bean
    @Conditional(TracesAreSent.class)
    OtlpTracingConnectionDetails tracesEndpoint(TelemetryProperties telemetry) {
        return transport -> telemetry.tracesEndpoint();
    }

    /** Probes and scrapes come every few seconds and tell nothing. */
    @Bean
    ObservationPredicate nobodyObservesProbes() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request
                && isProbe(request.getCarrier().getRequestURI()));
    }

    private static boolean isProbe(String path) {
        return path.equals("/health/live") || path.equals("/health/ready") || path.startsWith("/actuator/");
    }

    /** Whether the address is set; a condition on the property would take an empty one for an address. */
    static class TracesAreSent extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean sent = StringUtils.hasText(context.getEnvironment().getProperty("telemetry.traces-endpoint"));
            return new ConditionOutcome(sent, ConditionMessage.of("traces are " + (sent ? "" : "not ") + "sent"));
        }
    }
}
