package com.nevermisscall.callservice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that only sources can break: the service keeps them, and what breaks them is found. */
class SourcesTest {

    private final Sources service = new Sources(Path.of("src/main/java"));

    @TempDir
    private Path folder;

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        assertThat(service.packagesWithoutASentence()).isEmpty();

        write("without/A.java", "package without;");
        write("mute/A.java", "package mute;");
        write("mute/package-info.java", "package mute;");
        write("good/A.java", "package good;");
        write("good/package-info.java", "/** Good. */\npackage good;");
        assertThat(new Sources(folder).packagesWithoutASentence()).containsExactly("mute", "without");
    }

    @Test
    void everyPublicTypeSaysWhatItIs() throws IOException {
        assertThat(service.publicTypesWithoutJavadoc()).isEmpty();

        write("a/Mute.java", "package a;\n/* no Javadoc */ public class Mute { class Inner {} }");
        write("a/Good.java", "package a;\n/** Good. */ public class Good { public record MuteWithin() {} }");
        write("a/Door.java", "package a;\n/** Good. */ public interface Door { enum MuteInDoor {} }");
        write("a/Hidden.java", "package a;\nclass Hidden {}");
        assertThat(new Sources(folder).publicTypesWithoutJavadoc())
                .containsExactlyInAnyOrder("Mute", "MuteWithin", "MuteInDoor");
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertThat(service.leftOvers()).isEmpty();

        write("a/A.java", "// TO" + "DO later\n// photodo\n/** @" + "author Ann */\nclass A {}");
        assertThat(new Sources(folder).leftOvers()).hasSize(2);
    }

    private void write(String path, String source) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }
}
