package com.nevermisscall.callservice.bench;

import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** The four collaborators in a process of their own: they answer at once and remember nothing. */
final class StandInServer {

    /** The AI stays out of it: a countdown lasts longer than the benchmark. */
    private static final String PROFILE = """
            {"exists":true,"active":true,"businessName":"Smith Plumbing","tradeType":"plumbing",\
            "aiTakeoverDelaySeconds":21600,"serviceAreaValid":true,"addressValidated":true}""";

    private StandInServer() {}

    /** Listens on the port that is the only argument, until the process is ended. */
    public static void main(String[] arguments) {
        HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .handle((request, response) -> request.receive()
                        .then(Mono.defer(() -> response.header("Content-Type", "application/json")
                                .sendString(Mono.just(answer(request.uri())))
                                .then())))
                .bindNow()
                .onDispose()
                .block();
    }

    private static String answer(String path) {
        if (path.startsWith("/internal/sms/")) {
            return "{\"messageSid\":\"SM" + UUID.randomUUID().toString().replace("-", "") + "\",\"status\":\"queued\"}";
        }
        return path.startsWith("/internal/tenants/") ? PROFILE : "{}";
    }
}
