package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Callers who send now and then a byte get neither a connection nor a thread for longer than a request may take. */
@ServiceWithoutDatabase({
    "access.service-keys=a-service-key-for-tests",
    "access.jwt-secret=a-jwt-secret-for-tests-of-32-bytes-or-more",
    "admission.database-connections=3",
    "admission.queue=0",
    "management.server.port=-1",
    "server.tomcat.connection-timeout=10s"
})
@Import(ProbeController.class)
@ExtendWith(OutputCaptureExtension.class)
@Isolated("What is printed meanwhile must be its own")
class SlowRequestIT {

    private static final int PAUSE_MILLIS = 20;

    /** More than there are threads. */
    private static final int STRANGERS = 200;

    private static final String POST = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final String ASKING = "Expect: 100-continue\r\n";
    private static final String WHOLE = "{\"text\":\"a\"}";

    @LocalServerPort
    private int port;

    /** Beginnings of requests that go on with one byte now and then. */
    @Test
    void whatDripsIsCutOff(CapturedOutput output) throws IOException {
        List<String> beginnings = List.of(
                "GE",
                "GET /probe/required HTTP/1.1\r\nHost: localhost\r\nX: ",
                POST + "Content-Length: 250000\r\n\r\n{\"text\":\"",
                POST + CHUNKED + "5;a=",
                POST + CHUNKED + "5\r\n{\"tex\r\n0\r\nX-Trailer: ");
        Map<String, Socket> dripping = new LinkedHashMap<>();
        for (String beginning : beginnings) {
            Socket socket = connect();
            dripping.put(beginning, socket);
            send(socket, beginning.formatted("/probe/body"));
        }
        for (int bytes = 0; bytes < 500 && !dripping.isEmpty(); bytes++) {
            for (Map.Entry<String, Socket> socket : Map.copyOf(dripping).entrySet()) {
                if (!drips(socket.getValue())) {
                    socket.getValue().close();
                    dripping.remove(socket.getKey());
                }
            }
        }
        assertThat(dripping.keySet()).as("what goes on").isEmpty();
        assertThat(output).doesNotContain("ERROR").doesNotContain("WARN");
    }

    @Test
    void whatComesInPiecesButInTimeIsAnswered() throws IOException {
        try (Socket socket = connect()) {
            for (String piece : List.of(
                    "POST /probe/body HT",
                    "TP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n",
                    "Content-Length: 12\r\n\r\n{\"text\"")) {
                send(socket, piece);
                assertThat(isSilent(socket)).isTrue();
            }
            send(socket, ":\"a\"}");
            assertThat(rest(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void fewBodiesOfTheRefusedAreWaitedFor() throws IOException {
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < STRANGERS; i++) {
                Socket stranger = connect();
                strangers.add(stranger);
                String body = i % 2 == 0 ? "Content-Length: 1000\r\n\r\n{" : CHUNKED + "5;a=";
                send(stranger, POST.formatted("/no/such/path") + body);
            }
            for (Socket stranger : strangers) {
                assertThat(answer(stranger)).matches("(?s)HTTP/1.1 (404|503) .*");
            }
            // Twice: a connection is closed a moment after its answer.
            assertThat(silent(silent(strangers))).hasSizeLessThanOrEqualTo(16);
            assertThat(RawHttp.post(port, "/probe/body", "application/json", WHOLE)
                            .status())
                    .isEqualTo(200);
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void whoIsRefusedWithAWholeBodyKeepsTheConnection() throws IOException {
        String refused = POST.formatted("/no/such/path") + "Content-Length: 200000\r\n\r\n" + "x".repeat(200_000);
        try (Socket socket = connect()) {
            send(
                    socket,
                    refused + refused + POST.formatted("/probe/body")
                            + "Connection: close\r\nContent-Length: 12\r\n\r\n" + WHOLE);

            assertThat(rest(socket).split("HTTP/1.1 "))
                    .satisfiesExactly(
                            nothing -> assertThat(nothing).isEmpty(),
                            first -> assertThat(first).startsWith("404"),
                            second -> assertThat(second).startsWith("404"),
                            third -> assertThat(third).startsWith("200"));
        }
    }

    @Test
    void whoAsksBeforeSendingIsToldAtOnceWhenThereIsNoNeed() throws IOException {
        try (Socket socket = connect()) {
            send(socket, POST.formatted("/no/such/path") + ASKING + "Content-Length: 1000\r\n\r\n");

            assertThat(rest(socket)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOnWhenTheBodyIsRead() throws IOException {
        try (Socket socket = connect()) {
            send(socket, POST.formatted("/probe/body") + ASKING + "Content-Length: 12\r\n\r\n");
            assertThat(answer(socket)).startsWith("HTTP/1.1 100");

            send(socket, WHOLE);
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends one byte and listens for a moment; false once the other side has ended. */
    private static boolean drips(Socket socket) throws IOException {
        try {
            send(socket, "a");
            return isSilent(socket);
        } catch (SocketException gone) {
            return false;
        }
    }

    private static List<Socket> silent(List<Socket> sockets) throws IOException {
        List<Socket> silent = new ArrayList<>();
        for (Socket socket : sockets) {
            if (isSilent(socket)) {
                silent.add(socket);
            }
        }
        return silent;
    }

    private static boolean isSilent(Socket socket) throws IOException {
        socket.setSoTimeout(PAUSE_MILLIS);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException silence) {
            return true;
        }
    }

    /** An answer that comes in one piece. */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        byte[] answer = new byte[8192];
        return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.ISO_8859_1);
    }

    private static String rest(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
