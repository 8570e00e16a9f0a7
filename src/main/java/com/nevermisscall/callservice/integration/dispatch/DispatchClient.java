package com.nevermisscall.callservice.integration.dispatch;

import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorAnswer;
import com.nevermisscall.callservice.integration.CollaboratorConnections;
import com.nevermisscall.callservice.integration.CollaboratorHttp;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.integration.CollaboratorRequest;
import com.nevermisscall.callservice.integration.CollaboratorUnavailableException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.util.retry.Retry;

/** Asks dispatch-bot-ai what to answer to a customer. */
@Component
public class DispatchClient {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final CollaboratorHttp http;

    @Autowired
    DispatchClient(CollaboratorConnections connections, CollaboratorProperties properties) {
        this(connections.open(Collaborator.DISPATCH_AI, properties.dispatch().url(), LIMIT));
    }

    DispatchClient(CollaboratorHttp http) {
        this.http = http;
    }

    /**
     * Asks on the caller's thread, for at most 10 seconds, and once more after a 5xx, a timeout or a lost connection.
     *
     * @throws DispatchUnavailableException when there is no usable answer
     * @throws IllegalStateException        inside a database transaction
     */
    public AiAnswer ask(AiQuestion question) {
        CollaboratorRequest request = CollaboratorRequest.to("/dispatch/process", DispatchRequest.of(question));
        CollaboratorAnswer answer;
        try {
            answer = http.await(http.post(request).retryWhen(secondTry()));
        } catch (CollaboratorUnavailableException failure) {
            throw new DispatchUnavailableException(failure.reason(), failure);
        }
        if (!answer.isSuccess()) {
            throw new DispatchUnavailableException(answer.reason(), null);
        }
        return AiAnswerReader.read(answer.payload())
                .orElseThrow(() -> new DispatchUnavailableException("unreadable", null));
    }

    /** The jitter keeps the turns that failed together from coming back together. */
    private static Retry secondTry() {
        return Retry.backoff(1, PAUSE)
                .jitter(0.5)
                .filter(failure -> failure instanceof CollaboratorUnavailableException lost && lost.isPassing())
                .onRetryExhaustedThrow((retry, signal) -> signal.failure());
    }
}
