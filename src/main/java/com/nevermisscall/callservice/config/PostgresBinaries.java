package com.nevermisscall.callservice.config;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, taken out of the archive on the class path. Development and tests only. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * Unpacks the programs for this machine below the folder, unless they are there, and returns their home. The folder
     * is named after the archive, so that another version never meets the leftovers of this one; it gets its name when
     * it is complete, so that an interrupted start leaves nothing half done.
     */
    static Path unpackBelow(Path folder) throws IOException {
        byte[] archive = archive();
        CRC32 checksum = new CRC32();
        checksum.update(archive);
        Path home = folder.resolve("postgresql-%08x".formatted(checksum.getValue()));
        if (Files.isDirectory(home)) {
            return home;
        }
        Path partial = folder.resolve(home.getFileName() + ".partial");
        FileSystemUtils.deleteRecursively(partial);
        unpack(archive, partial);
        return Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] archive() throws IOException {
        String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine)) {
            return archive.readAllBytes();
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            return "Windows";
        }
        return name.contains("mac") ? "Darwin" : "Linux";
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0100) != 0 || path.getParent().endsWith("bin")) {
                        path.toFile().setExecutable(true, false);
                    }
                }
            }
        }
    }
}
