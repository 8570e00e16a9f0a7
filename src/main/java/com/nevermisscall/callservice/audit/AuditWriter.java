package com.nevermisscall.callservice.audit;

import com.nevermisscall.callservice.audit.AuditRepository.TenantEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Writes entries that belong to no transaction, by group commit: one thread writes at a time, and what others have to
 * write meanwhile is written together by the next. Alone it costs nothing; under load a commit, which waits for the
 * disk, serves many.
 */
@Component
class AuditWriter {

    private static final int MOST_TOGETHER = 64;

    private final AuditRepository entries;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock(true);

    AuditWriter(AuditRepository entries) {
        this.entries = entries;
    }

    /**
     * Returns when the entry is committed.
     *
     * @throws RuntimeException if it could not be; those that were to be written together fail together
     */
    void write(TenantEntry entry) {
        Waiting own = new Waiting(entry);
        waiting.add(own);
        writing.lock();
        try {
            while (!own.ended) {
                writeNext();
            }
        } finally {
            writing.unlock();
        }
        if (own.failure != null) {
            throw own.failure;
        }
    }

    /** How many wait for somebody else's write to end. */
    int queued() {
        return writing.getQueueLength();
    }

    private void writeNext() {
        List<Waiting> next = new ArrayList<>();
        while (next.size() < MOST_TOGETHER && !waiting.isEmpty()) {
            next.add(waiting.remove());
        }
        RuntimeException failure = tryTo(next.stream().map(one -> one.entry).toList());
        next.forEach(one -> one.end(failure));
    }

    private RuntimeException tryTo(List<TenantEntry> together) {
        try {
            entries.add(together);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** An entry and what became of it; all under the lock. */
    private static final class Waiting {

        private final TenantEntry entry;
        private boolean ended;
        private RuntimeException failure;

        Waiting(TenantEntry entry) {
            this.entry = entry;
        }

        void end(RuntimeException reason) {
            ended = true;
            failure = reason;
        }
    }
}
