package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest;
import com.nevermisscall.callservice.sandbox.dispatcher.Dispatcher;
import com.nevermisscall.callservice.security.Audience;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** In place of dispatch-bot-ai: a dispatcher that answers by rules. */
@InSandbox
@RestController
@RequestMapping("/sandbox/dispatch")
@Audience(PUBLIC)
class DispatchStandIn {

    private final Switchboard switchboard;
    private final Dispatcher dispatcher;

    DispatchStandIn(Switchboard switchboard, Dispatcher dispatcher) {
        this.switchboard = switchboard;
        this.dispatcher = dispatcher;
    }

    @PostMapping("/dispatch/process")
    CompletableFuture<ResponseEntity<Object>> process(
            @RequestHeader(name = "x-service-key", required = false) String serviceKey,
            @RequestBody DispatchRequest request) {
        return switchboard.answer(
                Switches::dispatch, serviceKey, () -> switchboard.now().says().answer(dispatcher, request));
    }
}
