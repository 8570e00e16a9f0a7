package com.nevermisscall.callservice.support;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Ends a process when this JVM is gone, even by SIGKILL, which lets nobody clean up: a shell that waits for the end of
 * its input, which this JVM holds open.
 */
public final class Guard implements AutoCloseable {

    private final Process shell;

    private Guard(Process shell) {
        this.shell = shell;
    }

    /** Sees to it that the process gets that signal (such as {@code KILL}) when this JVM is gone. */
    public static Guard of(long pid, String signal) {
        try {
            return new Guard(new ProcessBuilder("sh", "-c", "read -r nothing; kill -" + signal + " " + pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process is no more, or somebody else ends it. */
    @Override
    public void close() {
        shell.destroyForcibly().onExit().join();
    }
}
