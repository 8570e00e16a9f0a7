package com.nevermisscall.callservice.audit;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Writes the entry of a change into the first transaction of its request that commits, so that there is no change
 * without its entry and no entry without its change, whatever dies in between.
 */
class AuditedTransactions implements TransactionExecutionListener {

    private final AuditTrail trail;

    AuditedTransactions(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (!transaction.isReadOnly()) {
            trail.changing().filter(request -> !request.isWritten()).ifPresent(trail::writeInTransaction);
        }
    }

    /** A transaction that failed took the entry with it, and the next one writes it again. */
    @Override
    public void afterCommit(TransactionExecution transaction, Throwable failure) {
        if (!transaction.isReadOnly() && failure == null) {
            trail.changing().ifPresent(AuditedRequest::written);
        }
    }
}
