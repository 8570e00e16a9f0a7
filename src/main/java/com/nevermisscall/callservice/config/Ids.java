package com.nevermisscall.callservice.config;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/** New ids: UUIDv7, so that rows which are born together lie together in the indexes. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** Less than any id that is made from a time on, and not less than those made more than a millisecond before. */
    public static UUID firstAt(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    /** The next id; within one process later ids are greater. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
