package com.nevermisscall.callservice.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Only what came to stay is counted. */
class CommittedTest {

    private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());
    private final AtomicInteger counted = new AtomicInteger();

    @Test
    void whatIsRolledBackIsNotCounted() {
        transaction.executeWithoutResult(status -> {
            Committed.then(counted::incrementAndGet);
            status.setRollbackOnly();
        });

        assertThat(counted).hasValue(0);
    }

    @Test
    void whatIsCommittedIsCountedAfterTheCommit() {
        transaction.executeWithoutResult(status -> {
            Committed.then(counted::incrementAndGet);
            assertThat(counted).hasValue(0);
        });

        assertThat(counted).hasValue(1);
    }

    @Test
    void outsideATransactionItIsCountedAtOnce() {
        Committed.then(counted::incrementAndGet);

        assertThat(counted).hasValue(1);
    }

    private static final class NoDatabase extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
