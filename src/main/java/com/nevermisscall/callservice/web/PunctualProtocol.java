package com.nevermisscall.callservice.web;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 whose requests must have arrived whole, head and body, within the connection timeout ({@code REQUEST_TIMEOUT})
 * of their first byte. Tomcat's own timeout begins anew with every byte: whoever sends one now and then would keep a
 * connection, and while its body is awaited a thread, for days. Nothing more is heard of a request that is late; what was
 * being read ends as if the caller had gone.
 */
public final class PunctualProtocol extends Http11NioProtocol {

    private static final Logger log = LoggerFactory.getLogger(PunctualProtocol.class);
    private static final int LOOK_EVERY_MILLIS = 250;

    private final Set<PunctualProcessor> listening = ConcurrentHashMap.newKeySet();
    private ScheduledFuture<?> looking;

    /** Made by Tomcat, from the name. Who asks before it sends a body is told to go on only when somebody reads it. */
    public PunctualProtocol() {
        setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
    }

    @Override
    public void start() throws Exception {
        super.start();
        looking = getUtilityExecutor()
                .scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looking != null) {
            looking.cancel(false);
        }
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new PunctualProcessor(this);
    }

    /** Never fails: it would not be called again. */
    private void look() {
        listening.removeIf(PunctualProcessor::hasNoConnection);
        for (PunctualProcessor processor : listening) {
            try {
                processor.endIfLate();
            } catch (RuntimeException e) {
                log.warn("A request's lateness could not be looked at", e);
            }
        }
    }

    private static final class PunctualProcessor extends Http11Processor {

        private static final long NOT_BEGUN = -1;

        private final PunctualProtocol protocol;
        private long lookedAt = NOT_BEGUN;
        private long looks;

        PunctualProcessor(PunctualProtocol protocol) {
            super(protocol, protocol.getAdapter());
            this.protocol = protocol;
        }

        /** Called for whatever arrives; what it leaves {@code LONG} goes on with the same processor. */
        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            protocol.listening.add(this);
            SocketState state = super.service(connection);
            if (state != SocketState.LONG) {
                protocol.listening.remove(this);
            }
            return state;
        }

        boolean hasNoConnection() {
            return socketWrapper == null;
        }

        /**
         * Asked from another thread. The connection is looked up first: if it ends meanwhile, and all that Tomcat uses
         * again goes on to another, then that one's request is not late.
         */
        void endIfLate() {
            SocketChannel channel = channelOf(socketWrapper);
            if (isLate() && !isWhole() && channel != null) {
                end(channel);
            }
        }

        /** Null once it is closed. */
        private static SocketChannel channelOf(SocketWrapperBase<?> connection) {
            return connection != null && connection.getSocket() instanceof NioChannel nio ? nio.getIOChannel() : null;
        }

        /** Counted in looks, so that a pause of the whole process makes nobody late. */
        private boolean isLate() {
            long begun = request.getStartTimeNanos();
            looks = begun == lookedAt ? looks + 1 : 0;
            lookedAt = begun;
            return begun != NOT_BEGUN && looks * LOOK_EVERY_MILLIS > protocol.getConnectionTimeout();
        }

        private boolean isWhole() {
            try {
                return isRequestBodyFullyRead();
            } catch (ArrayIndexOutOfBoundsException e) {
                log.debug("A request ended while it was looked at", e);
                return true;
            }
        }

        /** Only the reading side: that wakes whoever waits for it, and the connection's own thread does the closing. */
        private static void end(SocketChannel channel) {
            try {
                if (channel.isOpen()) {
                    channel.shutdownInput();
                }
            } catch (ClosedChannelException e) {
                log.debug("A late caller has gone", e);
            } catch (IOException e) {
                log.warn("A late request could not be ended: {}", e.toString());
            }
        }
    }
}
