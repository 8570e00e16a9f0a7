package com.nevermisscall.callservice.takeover;

import com.github.kagkarlsson.scheduler.task.Task;
import com.nevermisscall.callservice.durable.DurableTask;
import com.nevermisscall.callservice.durable.PunctualTask;
import com.nevermisscall.callservice.durable.SlowTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable work of this room: countdowns with the fast workers, whatever waits for others with the slow ones. */
@Configuration(proxyBeanMethods = false)
class TakeoverTasks {

    @Bean
    Task<String> countdownTask(Countdown countdown) {
        return DurableTask.named(Countdown.TASK, countdown::elapse);
    }

    @Bean
    PunctualTask punctualCountdown(ManyCountdowns others) {
        return new PunctualTask(Countdown.TASK, others::elapse);
    }

    @Bean
    SlowTask aiTurnTask(AiTurn turn) {
        return SlowTask.named(AiTurn.TASK, turn::take);
    }

    @Bean
    SlowTask addressCheckTask(AddressCheck check) {
        return SlowTask.named(AddressCheck.TASK, check::check);
    }
}
