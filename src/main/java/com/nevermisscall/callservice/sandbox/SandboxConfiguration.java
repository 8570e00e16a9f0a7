package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.sandbox.dispatcher.Dispatcher;
import java.time.Clock;
import org.springframework.boot.web.reactive.function.client.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the stand-ins are made of and that knows nothing of Spring. */
@InSandbox
@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {

    @Bean
    Dispatcher dispatcher(Clock clock) {
        return new Dispatcher(clock);
    }

    @Bean
    WebClientCustomizer tapOnTheWire(OutgoingTap tap) {
        return builder -> builder.filter(tap);
    }
}
