package com.nevermisscall.callservice.integration;

import com.nevermisscall.callservice.web.Causes;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClientException;

/** Puts a short word to each way in which a collaborator can fail to answer. */
final class Unavailability {

    private Unavailability() {}

    /** A status that is no answer: 5xx, or a redirection, which is not followed. */
    static CollaboratorUnavailableException status(HttpStatusCode status, Duration retryAfter) {
        return new CollaboratorUnavailableException(
                "http_" + status.value(), retryAfter, status.is5xxServerError(), null);
    }

    /** The caller's thread is wanted elsewhere: the service stops. */
    static CollaboratorUnavailableException interrupted(Throwable failure) {
        return new CollaboratorUnavailableException("interrupted", null, false, failure);
    }

    /** Whatever ended a request before there was an answer. */
    static CollaboratorUnavailableException of(Throwable failure) {
        for (Throwable cause : Causes.of(failure).toList()) {
            if (cause instanceof CollaboratorUnavailableException known) {
                return known;
            }
            String reason = reasonOf(cause);
            if (reason != null) {
                return new CollaboratorUnavailableException(reason, null, mayBeOverAtOnce(reason), failure);
            }
        }
        boolean lost = failure instanceof WebClientException || failure instanceof IOException;
        return new CollaboratorUnavailableException(lost ? "connection_lost" : "failed", null, lost, failure);
    }

    private static String reasonOf(Throwable cause) {
        if (cause instanceof CallNotPermittedException) {
            return "circuit_open";
        }
        if (cause instanceof BulkheadFullException) {
            return "bulkhead_full";
        }
        if (cause instanceof TimeoutException || cause instanceof ReadTimeoutException) {
            return "timeout";
        }
        if (cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException) {
            return "connect";
        }
        return cause instanceof DataBufferLimitException || cause instanceof CodecException ? "unreadable" : null;
    }

    private static boolean mayBeOverAtOnce(String reason) {
        return "timeout".equals(reason) || "connect".equals(reason);
    }
}
