package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.nevermisscall.callservice.security.AccessProperties;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.web.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a developer makes collaborators slow or broken, and where every stand-in answers accordingly. */
@InSandbox
@RestController
@RequestMapping("/sandbox/switches")
@Audience(PUBLIC)
class Switchboard {

    private final AccessProperties access;
    private final EventLog events;
    private final AtomicReference<Switches> switches = new AtomicReference<>(Switches.ALL_OK);

    Switchboard(AccessProperties access, EventLog events) {
        this.access = access;
        this.events = events;
    }

    /** How the switches stand. */
    Switches now() {
        return switches.get();
    }

    @GetMapping
    ApiResponse<Switches> show() {
        return ApiResponse.of(switches.get(), "Switches retrieved");
    }

    @PutMapping
    ApiResponse<Switches> turn(@RequestBody Switches change) {
        Switches turned = switches.updateAndGet(now -> now.with(change));
        events.tellAll("switches", turned);
        return ApiResponse.of(turned, "Switches turned");
    }

    /**
     * Answers in the collaborator's place, as its switch stands. Nobody's thread waits for a late answer: the stand-ins
     * live in the service that they must not slow down.
     *
     * @param serviceKey the caller's {@code x-service-key}, null where it sent none
     * @param work       does what is asked and gives the answer
     */
    CompletableFuture<ResponseEntity<Object>> answer(
            Function<Switches, Mode> collaborator, String serviceKey, Supplier<?> work) {
        if (!isKnown(serviceKey)) {
            return atOnce(HttpStatus.UNAUTHORIZED, Map.of("code", "UNAUTHORIZED", "message", "Wrong service key"));
        }
        Mode mode = collaborator.apply(switches.get());
        return switch (mode) {
            case FAILING ->
                atOnce(HttpStatus.SERVICE_UNAVAILABLE, Map.of("code", "DOWN", "message", "Switched to failing"));
            case REFUSING, OPTED_OUT, INVALID_NUMBER ->
                atOnce(HttpStatus.BAD_REQUEST, Map.of("code", mode.code(), "message", mode.reason()));
            case OK -> atOnce(HttpStatus.OK, work.get());
            case SLOW, HANGING -> late(mode, work.get());
        };
    }

    private boolean isKnown(String serviceKey) {
        byte[] given = serviceKey == null ? new byte[0] : serviceKey.getBytes(StandardCharsets.UTF_8);
        return access.serviceKeys().stream()
                .anyMatch(key -> MessageDigest.isEqual(given, key.getBytes(StandardCharsets.UTF_8)));
    }

    private static CompletableFuture<ResponseEntity<Object>> atOnce(HttpStatus status, Object body) {
        return CompletableFuture.completedFuture(ResponseEntity.status(status).body(body));
    }

    private static CompletableFuture<ResponseEntity<Object>> late(Mode mode, Object body) {
        return new CompletableFuture<ResponseEntity<Object>>()
                .completeOnTimeout(ResponseEntity.ok(body), mode.delay().toMillis(), TimeUnit.MILLISECONDS);
    }
}
