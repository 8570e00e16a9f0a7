package com.nevermisscall.callservice.security;

import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ProtocolFailure;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many requests each caller has under way, which may be so many at once. Who has none is forgotten: so it remembers
 * no more callers than there are requests.
 */
class UnderWay<K> {

    /** One of the caller's own requests has to end first, and nobody knows when. */
    private static final int RETRY_AFTER_SECONDS = 1;

    private final int most;
    private final ConcurrentMap<K, Integer> requests = new ConcurrentHashMap<>();

    /** So many requests of each caller at once; 0 is no limit. */
    UnderWay(int most) {
        this.most = most;
    }

    /**
     * One request more of the caller is under way, until it is told to {@link #end}.
     *
     * @throws ApiException {@code RATE_LIMITED} when there are as many as there may be; then there is nothing to end
     */
    void begin(K caller) {
        if (most == 0) {
            return;
        }
        requests.compute(caller, (unchanged, before) -> {
            if (before != null && before >= most) {
                throw ProtocolFailure.rateLimited(RETRY_AFTER_SECONDS);
            }
            return before == null ? 1 : before + 1;
        });
    }

    /** A request of the caller that {@link #begin began} has ended, in whatever way. */
    void end(K caller) {
        requests.computeIfPresent(caller, (unchanged, before) -> before == 1 ? null : before - 1);
    }

    /** How many callers have requests under way at the moment. */
    int remembered() {
        return requests.size();
    }
}
