package com.nevermisscall.callservice.privacy;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable work of this room. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class PrivacyTasks {

    private static final Duration SWEEP = Duration.ofHours(1);

    @Bean
    Task<Void> forgetOld(Retention retention) {
        return Tasks.recurring("forget-old", FixedDelay.of(SWEEP)).execute((instance, context) -> {
            while (!context.getSchedulerState().isShuttingDown() && retention.forget() > 0) {
                // Batch after batch, until none is left; a shutdown does not wait for more than one.
            }
        });
    }
}
