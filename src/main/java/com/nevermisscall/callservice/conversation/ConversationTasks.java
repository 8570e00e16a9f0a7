package com.nevermisscall.callservice.conversation;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.nevermisscall.callservice.durable.WaitingWorkers;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable work of this room: delivering texts, and giving up on customers who do not answer. */
@Configuration(proxyBeanMethods = false)
class ConversationTasks {

    private static final Duration SWEEP = Duration.ofSeconds(15);
    private static final Duration ADOPTION = Duration.ofSeconds(2);

    @Bean
    Task<String> deliverSms(SmsDelivery delivery, WaitingWorkers workers) {
        return workers.task(SmsDelivery.TASK, delivery::retry);
    }

    @Bean
    Task<Void> adoptTexts(OrphanedTexts texts) {
        return Tasks.recurring("adopt-texts", FixedDelay.of(ADOPTION)).execute((instance, context) -> texts.adopt());
    }

    @Bean
    Task<Void> abandonSilent(ConversationEnd end) {
        return Tasks.recurring("abandon-silent", FixedDelay.of(SWEEP)).execute((instance, context) -> {
            while (end.abandonSilent() > 0) {
                // Batch after batch, each a transaction of its own, until none is left.
            }
        });
    }
}
