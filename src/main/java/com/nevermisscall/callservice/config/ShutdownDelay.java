package com.nevermisscall.callservice.config;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of a shutdown: the service says that it is not ready, and goes on as if nothing were for as long as a
 * load balancer takes to hear of it. Only then is the door closed.
 */
@Component
class ShutdownDelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownDelay.class);

    private final ShutdownProperties shutdown;
    private volatile boolean running;

    ShutdownDelay(ShutdownProperties shutdown) {
        this.shutdown = shutdown;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Takes the whole delay; Spring stops nothing else meanwhile, for this has a phase of its own. */
    @Override
    public void stop() {
        running = false;
        if (shutdown.delaySeconds() == 0) {
            return;
        }
        LOG.info("Stopping: not ready any more, and in {} s no more requests", shutdown.delaySeconds());
        try {
            new CountDownLatch(1).await(shutdown.delaySeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Who interrupts wants the end sooner.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Started last, stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
