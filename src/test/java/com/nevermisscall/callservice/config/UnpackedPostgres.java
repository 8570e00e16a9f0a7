package com.nevermisscall.callservice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** PostgreSQL's programs, unpacked once for all servers of a test JVM, which takes seconds, and deleted with it. */
final class UnpackedPostgres {

    private static Path home;

    private UnpackedPostgres() {}

    /** The folder of the programs, which belongs to all; readable for whoever has to run them instead of root. */
    static synchronized Path home() throws IOException {
        if (home == null) {
            Path folder = Files.createTempDirectory("as-call-service-postgresql");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            home = PostgresBinaries.unpackBelow(folder);
            deleteAtTheEnd(folder);
        }
        return home;
    }

    /** Lets a start in the folder find the programs, as one that was unpacked there before. */
    static void linkInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve(home().getFileName()), home());
    }

    /** Takes back what {@link #linkInto} did, if it did. */
    static void unlinkFrom(Path folder) throws IOException {
        Path link = folder.resolve(home().getFileName());
        if (Files.isSymbolicLink(link)) {
            Files.delete(link);
        }
    }

    /** After all shutdown hooks, which stop servers by these programs. */
    private static void deleteAtTheEnd(Path folder) throws IOException {
        try (Stream<Path> parentsFirst = Files.walk(folder)) {
            parentsFirst.forEach(path -> path.toFile().deleteOnExit());
        }
    }
}
