package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.durable.DurableTasks;
import com.nevermisscall.callservice.durable.Nudge;
import com.nevermisscall.callservice.integration.twilio.TwilioClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Texts whose tries have failed wait up to a minute for the next one. When twilio-server takes texts again they need not:
 * what is left of their pauses is cut short, for those that it told when to come back not before that time. If this is
 * lost, or done twice, they go out all the same, later or no sooner.
 */
@Service
class DelayedTexts implements DisposableBean {

    /** At once; others wait their time. */
    private static final int MOST = 10_000;

    private static final Duration ONE_STATEMENT = Duration.ofSeconds(1);

    private final DeliveryRepository deliveries;
    private final DurableTasks tasks;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Nudge nudge = new Nudge("delayed-texts", this::hasten);

    DelayedTexts(
            TwilioClient twilio,
            DeliveryRepository deliveries,
            DurableTasks tasks,
            Clock clock,
            PlatformTransactionManager transactionManager) {
        this.deliveries = deliveries;
        this.tasks = tasks;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactionManager);
        twilio.onReturn(nudge::give);
    }

    /** Lets all of them go out within seconds. */
    void hasten() {
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            Map<String, Instant> notBefore = new HashMap<>();
            deliveries.delayed(MOST).forEach(text -> notBefore.put(text.id().toString(), text.notBefore()));
            tasks.hasten(SmsDelivery.TASK, now, notBefore);
        });
    }

    @Override
    public void destroy() {
        nudge.stop(ONE_STATEMENT);
    }
}
