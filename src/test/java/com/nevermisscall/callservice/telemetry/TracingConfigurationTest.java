package com.nevermisscall.callservice.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Traces are sent where an address is set, and nowhere else. */
@WireMockTest
class TracingConfigurationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    OpenTelemetryAutoConfiguration.class,
                    OpenTelemetryTracingAutoConfiguration.class,
                    OtlpTracingAutoConfiguration.class))
            .withUserConfiguration(TracingConfiguration.class, Settings.class)
            .withPropertyValues("telemetry.traces-sampled=1.0");

    @Test
    void withoutAnAddressNothingIsRecordedOrSent() {
        service.withPropertyValues("telemetry.traces-endpoint=").run(context -> {
            assertThat(context).doesNotHaveBean(OtlpHttpSpanExporter.class);
            Span span = context.getBean(Tracer.class).nextSpan().start();
            assertThat(span.context().sampled()).isFalse();
        });
    }

    @Test
    void withAnAddressTheyAreSentThere(WireMockRuntimeInfo collector) {
        WireMock.stubFor(WireMock.post("/v1/traces").willReturn(WireMock.ok()));

        service.withPropertyValues("telemetry.traces-endpoint=" + collector.getHttpBaseUrl() + "/v1/traces")
                .run(context -> {
                    context.getBean(Tracer.class)
                            .nextSpan()
                            .name("a-span")
                            .start()
                            .end();
                    context.getBean(SdkTracerProvider.class).forceFlush().join(10, TimeUnit.SECONDS);
                });

        WireMock.verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/v1/traces"))
                .withRequestBody(WireMock.containing("a-span")));
    }

    @Test
    void aShareOfNothingRecordsNothing() {
        service.withPropertyValues(
                        "telemetry.traces-endpoint=http://localhost:1/v1/traces", "telemetry.traces-sampled=0")
                .run(context -> assertThat(context.getBean(Tracer.class)
                                .nextSpan()
                                .start()
                                .context()
                                .sampled())
                        .isFalse());
    }

    @EnableConfigurationProperties(TelemetryProperties.class)
    static class Settings {}
}
