package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.Release;
import com.nevermisscall.callservice.support.RunsBeside;
import org.junit.jupiter.api.Test;

/**
 * The image is not built in the tests, but the one step of it that a change of the code can break is tried: a start that
 * ends when all beans are made. It fails, or waits for the pool's time to connect, once something asks the database.
 */
@RunsBeside
class TrainingRunIT {

    @Test
    void theProductionJarIsTrainedWithoutADatabase() {
        Release.Training training = Release.trained();

        assertThat(training.exit()).as(training.said()).isZero();
        assertThat(training.said()).doesNotContain("ERROR", "Exception");
    }
}
