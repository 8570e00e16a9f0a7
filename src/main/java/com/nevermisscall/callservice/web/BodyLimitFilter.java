package com.nevermisscall.callservice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what a body may cost: one that says it is too large is refused unread, one that does not say (chunked) as soon
 * as it is. Comes after the credentials, so that strangers get a 401.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class BodyLimitFilter extends OncePerRequestFilter {

    static final int LIMIT_BYTES = 256 * 1024;

    private final FailureWriter failures;

    BodyLimitFilter(FailureWriter failures) {
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LIMIT_BYTES) {
            failures.write(request, response, ProtocolFailure.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE));
            return;
        }
        chain.doFilter(new BoundedRequest(request), response);
    }

    private static final class BoundedRequest extends HttpServletRequestWrapper {

        private ServletInputStream body;

        BoundedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new BoundedBody(super.getInputStream());
            }
            return body;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class BoundedBody extends ServletInputStream {

        private final ServletInputStream body;
        private long count;

        BoundedBody(ServletInputStream body) {
            this.body = body;
        }

        /** Spring MVC reads the first byte of every body so, to see whether there is one. */
        @Override
        public int read() throws IOException {
            byte[] next = new byte[1];
            return read(next, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(next[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = isHere() ? body.read(buffer, offset, length) : awaited(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private boolean isHere() throws IOException {
            return body.isFinished() || body.available() > 0;
        }

        /** A caller who sends slowly is waited for as anybody else is: without a place. */
        private int awaited(byte[] buffer, int offset, int length) throws IOException {
            try {
                return Admission.withoutPlace(() -> {
                    try {
                        return body.read(buffer, offset, length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private void count(int read) throws BodyTooLargeException {
            count += read;
            if (count > LIMIT_BYTES) {
                throw new BodyTooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
