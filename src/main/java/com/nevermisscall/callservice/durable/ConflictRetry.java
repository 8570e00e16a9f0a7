package com.nevermisscall.callservice.durable;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a transaction again that lost a race: when two deliveries of one event insert the same row, a constraint lets one
 * win, and the other, run again, finds what the winner stored.
 */
@Component
public class ConflictRetry {

    private static final int ATTEMPTS = 5;
    /** Unique violation, serialization failure, deadlock. */
    private static final Set<String> LOST_RACES = Set.of("23505", "40001", "40P01");

    private final TransactionTemplate transaction;

    ConflictRetry(PlatformTransactionManager transactionManager) {
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /** Runs the work in a transaction of its own, again from the start after a lost race, at most five times. */
    public <T> T inTransaction(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> work.get());
            } catch (DataAccessException e) {
                if (attempt == ATTEMPTS || !lostRace(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean lostRace(Throwable failure) {
        // The pool's own say no state: the connection is gone, which is no race.
        return SqlFailures.in(failure)
                .limit(1)
                .map(SQLException::getSQLState)
                .anyMatch(state -> state != null && LOST_RACES.contains(state));
    }
}
