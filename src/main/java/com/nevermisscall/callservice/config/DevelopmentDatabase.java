package com.nevermisscall.callservice.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The service's own PostgreSQL in development mode. It lives in one folder, which keeps the data between runs and may
 * be deleted when the service is stopped; only one service at a time uses the folder. It is stopped by {@link #close},
 * which Spring calls after everything that uses the database is closed, on Ctrl-C and SIGTERM too.
 */
final class DevelopmentDatabase implements AutoCloseable {

    private final PostgresServer server;
    private final FileChannel lock;
    private final int port;

    private DevelopmentDatabase(PostgresServer server, FileChannel lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /**
     * Starts the database in the folder, which is made if it is not there, and first stops the one that a killed service
     * left behind.
     *
     * @throws StartRefusedException when another service runs in the folder, or PostgreSQL does not start
     */
    static DevelopmentDatabase start(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder);
            try {
                PostgresServer server =
                        new PostgresServer(PostgresBinaries.unpackBelow(folder), folder.resolve("database"));
                server.stopLeftover();
                return new DevelopmentDatabase(server, lock, server.start());
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The development database in " + folder + " does not start: " + e.getMessage(),
                    "Look into " + folder.resolve("database/server.log") + ", set DATABASE_URL to use a PostgreSQL of"
                            + " your own, or delete the folder to start afresh without the data.",
                    e);
        }
    }

    /** The JDBC address; it changes with every start, because the port is any free one. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The user name; there is no password. */
    String username() {
        return PostgresServer.SUPERUSER;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            server.stop();
        }
    }

    /** The operating system frees the lock with the process, however it ends; the file itself stays. */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!acquired(channel)) {
            channel.close();
            throw new StartRefusedException(
                    "Another as-call-service is running with the development database in " + folder.toAbsolutePath(),
                    "Stop it, start this one in another folder, or set DATABASE_URL.");
        }
        return channel;
    }

    private static boolean acquired(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }
}
