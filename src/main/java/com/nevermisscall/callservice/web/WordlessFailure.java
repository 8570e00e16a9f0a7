package com.nevermisscall.callservice.web;

import jakarta.persistence.PersistenceException;
import java.io.Serial;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** A failure as the log may show it: where it happened, but not what a database said, which quotes phones and texts. */
final class WordlessFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String name;

    private WordlessFailure(Throwable original, Throwable cause) {
        super(null, cause, false, true);
        this.name = original.getClass().getName();
        setStackTrace(original.getStackTrace());
    }

    /** The failure itself, or its wordless copy when a database had a part in it. */
    static Throwable of(Throwable failure) {
        return Causes.of(failure).anyMatch(WordlessFailure::quotesData) ? copyOf(failure) : failure;
    }

    private static boolean quotesData(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof PersistenceException
                || failure instanceof SQLException;
    }

    private static Throwable copyOf(Throwable failure) {
        List<Throwable> chain = new ArrayList<>(Causes.of(failure).toList());
        Collections.reverse(chain);
        Throwable copy = null;
        for (Throwable original : chain) {
            copy = new WordlessFailure(original, copy);
        }
        return copy;
    }

    @Override
    public String toString() {
        return name;
    }
}
