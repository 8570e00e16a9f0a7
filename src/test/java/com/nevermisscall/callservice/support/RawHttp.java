package com.nevermisscall.callservice.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Speaks to a server byte by byte, to say what no HTTP client would. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {}

    /** An answer: its status, its headers by their names in lower case, and its body as text. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** Sends these characters as they are (ISO-8859-1) and reads one answer until the server closes. */
    public static Answer send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return parse(read(socket.getInputStream()));
        }
    }

    /** A request with this first line, headers that a server needs, and these further lines. */
    public static Answer request(int port, String firstLine, String... lines) throws IOException {
        String head = firstLine + "\r\nHost: localhost\r\nConnection: close\r\n";
        return send(port, head + String.join("\r\n", lines) + (lines.length == 0 ? "\r\n" : "\r\n\r\n"));
    }

    /** A POST of JSON with these bytes (one per character) as its body. */
    public static Answer post(int port, String path, String contentType, String body) throws IOException {
        return send(
                port,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(path, contentType, body.length(), body));
    }

    private static String read(InputStream answer) throws IOException {
        return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Answer parse(String answer) {
        String[] headAndBody = answer.split("\r\n\r\n", 2);
        String[] head = headAndBody[0].split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int line = 1; line < head.length; line++) {
            String[] header = head[line].split(": *", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
        String body = chunked ? joined(headAndBody[1]) : headAndBody[1];
        return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers, body);
    }

    /** Takes the sizes out of a chunked body; they count bytes, so this is for answers in ASCII. */
    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        String rest = chunks;
        while (!rest.isEmpty()) {
            String[] sizeAndRest = rest.split("\r\n", 2);
            int size = Integer.parseInt(sizeAndRest[0], 16);
            body.append(sizeAndRest[1], 0, size);
            rest = size == 0 ? "" : sizeAndRest[1].substring(size + 2);
        }
        return body.toString();
    }
}
