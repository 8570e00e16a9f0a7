package com.nevermisscall.callservice.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Notices when an answer is so long that sending it may have to wait for the caller to read: by then the service's own
 * work is done, as it streams nothing, and how slowly somebody reads is no reason for others to wait.
 */
final class LongAnswer extends HttpServletResponseWrapper {

    /** What the network's buffers take in any case. */
    private static final int SHORT_BYTES = 16 * 1024;

    private final Runnable isLong;
    private ServletOutputStream out;

    /** Runs {@code isLong} before more than a short answer is sent; perhaps several times. */
    LongAnswer(HttpServletResponse response, Runnable isLong) {
        super(response);
        this.isLong = isLong;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new Counted(super.getOutputStream());
        }
        return out;
    }

    private final class Counted extends ServletOutputStream {

        private final ServletOutputStream body;
        private long count;

        Counted(ServletOutputStream body) {
            this.body = body;
        }

        @Override
        public void write(int next) throws IOException {
            count(1);
            body.write(next);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            body.write(bytes, offset, length);
        }

        private void count(int more) {
            count += more;
            if (count > SHORT_BYTES) {
                isLong.run();
            }
        }

        @Override
        public void flush() throws IOException {
            body.flush();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            body.setWriteListener(listener);
        }
    }
}
