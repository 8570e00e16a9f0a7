package com.nevermisscall.callservice.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback for those who must know theirs before they listen, or come back to it: none that the operating
 * system gives to somebody's connection meanwhile.
 */
public final class UnusedPorts {

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private UnusedPorts() {}

    /** One that nobody listens at and nobody else in this JVM gets. */
    public static int next() {
        return ThreadLocalRandom.current()
                .ints(10_000, 20_000)
                .filter(port -> isFree(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
