package com.nevermisscall.callservice.support;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An answer of a stand-in that comes when the test says so and not after some time: what is to be done before it is done
 * before it, however slow the machine is. The request can be seen while its answer is held.
 */
public final class HeldAnswer {

    private static final String PARAMETER = "held-answer";
    private static final Map<String, HeldAnswer> ALL = new ConcurrentHashMap<>();

    /** For the thread of a stand-in whose test has failed before. */
    private static final int LONGEST_SECONDS = 60;

    private final CountDownLatch released = new CountDownLatch(1);

    /** This answer, held until {@link #release}. */
    public ResponseDefinitionBuilder of(ResponseDefinitionBuilder answer) {
        String id = UUID.randomUUID().toString();
        ALL.put(id, this);
        return answer.withTransformerParameter(PARAMETER, id);
    }

    /** Lets it come, now and from now on. */
    public void release() {
        released.countDown();
    }

    /** What a stand-in needs to hold answers. */
    public static ServeEventListener listener() {
        return new Listener();
    }

    private static final class Listener implements ServeEventListener {

        @Override
        public String getName() {
            return PARAMETER;
        }

        /** The request has just been written into the journal. */
        @Override
        public void beforeResponseSent(ServeEvent event, Parameters none) {
            Object id = event.getTransformerParameters().get(PARAMETER);
            if (id != null) {
                await(ALL.get(id.toString()).released);
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
