package com.nevermisscall.callservice.telemetry;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Lets meters tell of what came to stay: a transaction that lost a race and runs again is counted once. */
public final class Committed {

    private Committed() {}

    /** Counts once the running transaction has committed, and not at all if it does not; at once where none runs. */
    public static void then(Runnable count) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            count.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count.run();
            }
        });
    }
}
