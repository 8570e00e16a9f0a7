package com.nevermisscall.callservice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to run a program that refuses to run as root, as PostgreSQL does: as we are, where we are not root; else in a user
 * namespace of its own, or where the container forbids one as the user nobody.
 *
 * @param prefix what to put before the command
 * @param owner  who has to own the program's files (a user number); null: they are ours already
 */
record OrdinaryUser(List<String> prefix, Integer owner) {

    private static final String OWNER = "unix:uid";
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    static OrdinaryUser detect() throws IOException {
        if (!isRoot()) {
            return new OrdinaryUser(List.of(), null);
        }
        if (succeeds("unshare", "-U", "true")) {
            return new OrdinaryUser(List.of("unshare", "-U"), ROOT);
        }
        return new OrdinaryUser(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);
    }

    /** Hands the folder over, which another user may have made, or root where the other way was open. */
    void own(Path folder) throws IOException {
        if (owner == null || Files.getAttribute(folder, OWNER).equals(owner)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, OWNER, owner);
            }
        }
    }

    /** Waits for the end of the process and returns its exit code. */
    static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("Interrupted", e);
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, OWNER).equals(ROOT);
    }

    private static boolean succeeds(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return false;
        }
        return await(process) == 0;
    }
}
