package com.nevermisscall.callservice.integration.connection;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The recurring task that looks after the outbox: what a nudge missed and what is to be tried again. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    Task<Void> drainOutbox(OutboxDrainer drainer) {
        return Tasks.recurring("drain-outbox", FixedDelay.of(Duration.ofSeconds(1)))
                .execute((instance, context) -> drainer.nudge());
    }
}
