package com.nevermisscall.callservice.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Many requests at once and in no order. */
public final class Storm {

    private Storm() {}

    /** Does everything, so many at a time and in an order of chance; what came of it in that order. */
    public static <T> List<T> of(int atOnce, List<Callable<T>> work) {
        List<Callable<T>> shuffled = new ArrayList<>(work);
        Collections.shuffle(shuffled);
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(shuffled)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Does it at some moment within that time. */
    public static <T> CompletableFuture<T> within(Duration time, Callable<T> work) {
        long millis = ThreadLocalRandom.current().nextLong(time.toMillis() + 1);
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
