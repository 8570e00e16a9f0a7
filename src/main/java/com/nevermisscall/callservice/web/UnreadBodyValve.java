package com.nevermisscall.callservice.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * What becomes of the body of a request that was answered without it, as every refusal is. Tomcat would wait for the rest
 * of it, in the thread, whoever sends it: strangers could hold all threads. Here what has arrived is read, so that the
 * caller sees the answer and may use the connection again; for more only few threads wait, and the other connections are
 * closed.
 */
class UnreadBodyValve extends ValveBase {

    /** Less than the threads that are there besides those that work. */
    private static final int MAX_WAITING = 16;

    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    UnreadBodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsync() || isEnding(response) || isWhole(request.getCoyoteRequest())) {
            return;
        }
        // The answer first, as Tomcat does: who has it may well stop sending.
        response.finishResponse();
        if (isAwaitingConsent(request.getCoyoteRequest()) || !readRest(request.getCoyoteRequest())) {
            response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** Whether the connection is closed after this in any case, as when the request could not be understood. */
    private static boolean isEnding(Response response) {
        AtomicBoolean ending = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_ERROR, ending);
        return ending.get();
    }

    private static boolean isWhole(org.apache.coyote.Request request) {
        AtomicBoolean whole = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
        return whole.get();
    }

    /** Who asked first ({@code Expect: 100-continue}) and was not told to go on may send no body at all. */
    private static boolean isAwaitingConsent(org.apache.coyote.Request request) {
        return request.hasExpectation();
    }

    /** Whether the rest is no more than a body may have, and has come. */
    private boolean readRest(org.apache.coyote.Request request) {
        boolean mayWait = false;
        try {
            Dropped dropped = new Dropped();
            int rest = BodyLimitFilter.LIMIT_BYTES;
            while (rest > 0 && !isWhole(request)) {
                if (!mayWait && !isHere(request)) {
                    mayWait = waiting.tryAcquire();
                    if (!mayWait) {
                        return false;
                    }
                }
                int read = request.doRead(dropped);
                if (read <= 0) {
                    break;
                }
                rest -= read;
            }
            return isWhole(request);
        } catch (IOException e) {
            containerLog.debug("The rest of a body does not come", e);
            return false;
        } finally {
            if (mayWait) {
                waiting.release();
            }
        }
    }

    /** Whether a read is sure not to wait; never of a chunked body, of which half a line may be here. */
    private static boolean isHere(org.apache.coyote.Request request) {
        if (request.getContentLengthLong() < 0) {
            return false;
        }
        request.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return request.getAvailable() > 0;
    }

    /** Tomcat tells with it which of the bytes it has are the body's, and which the next request's. */
    private static final class Dropped implements ApplicationBufferHandler {

        private ByteBuffer bytes = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            throw new UnsupportedOperationException("Nothing is collected here");
        }
    }
}
