package com.nevermisscall.callservice.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;

/** A copy of a body that goes by, as far as it is worth showing. */
class TappedBody {

    static final int LIMIT_BYTES = 16 * 1024;

    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private boolean cut;

    /** Copies what the buffer holds and leaves it as it is. */
    synchronized void add(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.toByteBuffer(ByteBuffer.wrap(bytes));
        int length = Math.min(bytes.length, LIMIT_BYTES - copy.size());
        copy.write(bytes, 0, length);
        cut |= length < bytes.length;
    }

    /** The body so far; null where it is empty, with an ellipsis where it was cut. */
    synchronized String text() {
        return copy.size() == 0 ? null : text(copy.toByteArray(), cut);
    }

    /** The same of a body that somebody else has copied; null where it is empty. */
    static String text(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        return body.length > LIMIT_BYTES ? text(Arrays.copyOf(body, LIMIT_BYTES), true) : text(body, false);
    }

    private static String text(byte[] bytes, boolean cut) {
        return new String(bytes, StandardCharsets.UTF_8) + (cut ? "…" : "");
    }
}
