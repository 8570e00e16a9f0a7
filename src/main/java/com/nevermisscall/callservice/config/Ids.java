package com.nevermisscall.callservice.config;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** New ids: UUIDv7, so that rows which are born together lie together in the indexes. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** The next id; within one process later ids are greater. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
