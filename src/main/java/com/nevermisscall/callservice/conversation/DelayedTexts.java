package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.durable.DurableTasks;
import com.nevermisscall.callservice.integration.twilio.TwilioClient;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Texts whose tries have failed wait up to a minute for the next one. When twilio-server takes texts again they need not:
 * what is left of their pauses is cut short, for those that it told when to come back not before that time. If this is
 * lost, or done twice, they go out all the same, later or no sooner.
 */
@Service
class DelayedTexts implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DelayedTexts.class);

    /** At once; others wait their time. */
    private static final int MOST = 10_000;

    private final DeliveryRepository deliveries;
    private final DurableTasks tasks;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ExecutorService thread;

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
        CustomizableThreadFactory threads = new CustomizableThreadFactory("delayed-texts-");
        threads.setDaemon(true);
        this.thread = Executors.newSingleThreadExecutor(threads);
        twilio.onReturn(this::hastenSoon);
    }

    private void hastenSoon() {
        try {
            thread.execute(this::hastenQuietly);
        } catch (RejectedExecutionException e) {
            LOG.debug("Shutting down: delayed texts wait their time");
        }
    }

    private void hastenQuietly() {
        try {
            hasten();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Delayed texts wait their time: {}", e.getClass().getSimpleName());
        }
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
        thread.shutdownNow();
    }
}
