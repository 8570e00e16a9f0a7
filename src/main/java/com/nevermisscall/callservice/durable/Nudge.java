package com.nevermisscall.callservice.durable;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Has work done soon, on a thread of its own: once for all who ask before it begins, and once more for who asks while it
 * is done. Nothing may hang on it: it dies with the process, and work that fails is not tried again.
 */
public final class Nudge {

    private static final Logger LOG = LoggerFactory.getLogger(Nudge.class);

    private final String name;
    private final Runnable work;
    private final ExecutorService thread;
    private final AtomicBoolean given = new AtomicBoolean();

    /** The name is that of the thread, and of the work in the log. */
    public Nudge(String name, Runnable work) {
        this.name = name;
        this.work = work;
        CustomizableThreadFactory threads = new CustomizableThreadFactory(name + "-");
        threads.setDaemon(true);
        this.thread = Executors.newSingleThreadExecutor(threads);
    }

    /** Asks for the work; returns at once, and does nothing after {@link #stop}. */
    public void give() {
        if (given.compareAndSet(false, true)) {
            try {
                thread.execute(this::workQuietly);
            } catch (RejectedExecutionException e) {
                LOG.debug("Shutting down: no more of {}", name);
            }
        }
    }

    private void workQuietly() {
        given.set(false);
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed and has to wait: {}", name, e.getClass().getSimpleName());
        }
    }

    /** No more of it; returns when what has begun is done, or after that time, with the thread's interrupt flag kept. */
    public void stop(Duration patience) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{} is left unfinished", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
