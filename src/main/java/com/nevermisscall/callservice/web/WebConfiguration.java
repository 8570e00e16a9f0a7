package com.nevermisscall.callservice.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.List;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** JSON in, JSON out, and one envelope for every failure. A {@link WebMvcConfigurer}, so that web slices take it in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdmissionProperties.class)
class WebConfiguration implements WebMvcConfigurer {

    private static final int SPARE_THREADS = 32;

    /** What may be spoken: JSON, and what pages and the API document need; YAML, XML and forms are a 415. */
    private static final List<Class<? extends HttpMessageConverter<?>>> SPOKEN = List.of(
            MappingJackson2HttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ResourceHttpMessageConverter.class);

    @Bean
    static FailureWriter failureWriter(ObjectMapper json, Clock clock) {
        return new FailureWriter(json, clock);
    }

    @Bean
    static Admission admission(AdmissionProperties properties) {
        return new Admission(properties, TimeMeter.SYSTEM_NANOTIME::currentTimeNanos);
    }

    /** A thread for every request that is in, and some to refuse the others and to answer probes. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> threadsForAllPlaces(
            AdmissionProperties properties) {
        return factory -> factory.addProtocolHandlerCustomizers(handler -> {
            if (handler instanceof AbstractProtocol<?> protocol) {
                protocol.setMaxThreads(Admission.most(properties) + SPARE_THREADS);
            }
        });
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> punctualRequests() {
        return factory -> factory.setProtocol(PunctualProtocol.class.getName());
    }

    @Bean
    static MappingJackson2HttpMessageConverter jsonConverter(Jackson2ObjectMapperBuilder builder) {
        return new MappingJackson2HttpMessageConverter(StrictJson.strict(builder.build()));
    }

    @Bean
    static ConfigurableWebBindingInitializer parameterBinding(
            @Qualifier("mvcConversionService") ConversionService conversion,
            @Qualifier("mvcValidator") Validator validator) {
        ConfigurableWebBindingInitializer binding = new ConfigurableWebBindingInitializer();
        binding.setConversionService(new WireParameters.Strictly(conversion));
        binding.setValidator(validator);
        return binding;
    }

    /** Runs last, so that Tomcat's and Boot's own error pages are already there to be taken out. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> valves(
            FailureWriter failures, Admission admission) {
        return factory -> factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            Pipeline pipeline = host.getPipeline();
            for (Valve valve : pipeline.getValves()) {
                if (valve instanceof ErrorReportValve) {
                    pipeline.removeValve(valve);
                }
            }
            host.setErrorReportValveClass("");
            pipeline.addValve(new UnreadBodyValve());
            pipeline.addValve(new EnvelopeErrorValve(failures));
            pipeline.addValve(new OverloadValve(admission, failures));
        });
    }

    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.removeIf(converter -> SPOKEN.stream().noneMatch(type -> type.isInstance(converter)));
    }

    /** An odd {@code Accept} is no reason to refuse: the answer is JSON, or what a page's handler says. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new WireParameters.ToWireEnum());
        registry.addConverter(new WireParameters.ToUuid());
    }
}
