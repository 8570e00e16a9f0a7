package com.nevermisscall.callservice.sandbox;

import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Listens in on what the service says to its collaborators, where the service itself says it: a request that it gave up
 * on is seen as such, and a real collaborator as well as a stand-in.
 */
@InSandbox
@Component
class OutgoingTap implements ExchangeFilterFunction {

    private static final String STAND_IN = "^/sandbox/(?:twilio|dispatch|tenant|connection)(?=/)";

    private final WireLog wire;

    OutgoingTap(WireLog wire) {
        this.wire = wire;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.defer(() -> {
            Tap tap = new Tap(begin(request));
            ClientRequest tapped = ClientRequest.from(request)
                    .body((output, context) -> request.body().insert(tap.on(output), context))
                    .build();
            return next.exchange(tapped).map(tap::on).doOnError(tap::failed).doOnCancel(tap::givenUp);
        });
    }

    private WireLog.Exchange begin(ClientRequest request) {
        URI url = request.url();
        String path = url.getRawPath().replaceFirst(STAND_IN, "");
        return wire.begin(WireLog.SERVICE, collaborator(path), request.method().name(), path, request.headers());
    }

    /** The paths of the contract are distinct, but for the one that is a setting. */
    private static String collaborator(String path) {
        if (path.endsWith("/internal/sms/send")) {
            return "twilio-server";
        }
        if (path.endsWith("/dispatch/process")) {
            return "dispatch-bot-ai";
        }
        return path.contains("/internal/tenants/") ? "ts-tenant-service" : "as-connection-service";
    }

    /** One request on its way and back; it ends once, however it ends. */
    private final class Tap {

        private final WireLog.Exchange exchange;
        private final TappedBody sent = new TappedBody();
        private final TappedBody received = new TappedBody();
        private final AtomicBoolean ended = new AtomicBoolean();

        Tap(WireLog.Exchange exchange) {
            this.exchange = exchange;
        }

        ClientHttpRequest on(ClientHttpRequest output) {
            return new ClientHttpRequestDecorator(output) {
                @Override
                public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                    return super.writeWith(Flux.from(body).doOnNext(sent::add).doOnComplete(() -> wire.show(soFar())));
                }
            };
        }

        ClientResponse on(ClientResponse response) {
            int status = response.statusCode().value();
            return response.mutate()
                    .body(body -> body.doOnNext(received::add)
                            .doOnComplete(() -> end(() -> wire.answered(soFar(), status, received.text())))
                            .doOnError(this::failed)
                            .doOnCancel(this::givenUp))
                    .build();
        }

        void failed(Throwable failure) {
            String reason = failure.getCause() instanceof ConnectException ? "not reachable" : "no answer";
            end(() -> wire.failed(soFar(), reason));
        }

        void givenUp() {
            end(() -> wire.failed(soFar(), "given up"));
        }

        private WireLog.Exchange soFar() {
            return exchange.sending(sent.text());
        }

        private void end(Runnable telling) {
            if (ended.compareAndSet(false, true)) {
                telling.run();
            }
        }
    }
}
