package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.RunsBeside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsBeside
class StartupSettingsIT {

    @TempDir
    Path folder;

    @Test
    void aBadStartIsRefusedInSentencesWithExitCode1() throws Exception {
        try (DevelopmentProcess service =
                DevelopmentProcess.start(folder, Map.of("PORT", "x", "LOG_LEVEL", "loud", "LOG_JSON", "perhaps"))) {
            assertThat(service.awaitEnd()).isEqualTo(1);
            assertThat(service.output())
                    .contains("- PORT must be between 0 and 65535, but is \"x\"")
                    .contains("- LOG_LEVEL must be one of TRACE, DEBUG, INFO, WARN, ERROR and OFF, but is \"loud\"")
                    .contains("- LOG_JSON must be true or false, but is \"perhaps\"")
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void settingsComeFromDotEnvAndTheEnvironmentWins() throws Exception {
        Files.writeString(folder.resolve(".env"), """
                # as a shell writes it
                export AI_WORKERS="1000" # too many
                DATABASE_URL='postgresql://db:99999/calls'
                PORT=1
                """);

        try (DevelopmentProcess service = DevelopmentProcess.start(folder, Map.of("PORT", "70000"))) {
            assertThat(service.awaitEnd()).isEqualTo(1);
            assertThat(service.output())
                    .contains("- AI_WORKERS must be between 1 and 32, but is \"1000\"")
                    .contains("- DATABASE_URL must have a port between 1 and 65535")
                    .contains("- PORT must be between 0 and 65535, but is \"70000\"");
        }
    }

    @Test
    void aBadLineOfDotEnvIsNamedByItsNumber() throws Exception {
        Files.writeString(folder.resolve(".env"), "PORT=3104\nJWT_SECRET=\"hunter2\n");

        try (DevelopmentProcess service = DevelopmentProcess.start(folder, Map.of())) {
            assertThat(service.awaitEnd()).isEqualTo(1);
            assertThat(service.output())
                    .contains("Line 2 of .env must be NAME=value")
                    .doesNotContain("hunter2")
                    .doesNotContain("\tat ");
        }
    }
}
