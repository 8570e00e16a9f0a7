package com.nevermisscall.callservice.web;

import com.nevermisscall.callservice.security.Audience;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints of every shape, to try what all endpoints share. */
@TestComponent
@RestController
@Audience(Audience.Caller.PUBLIC)
class ProbeController {

    enum Colour implements WireEnum {
        RED,
        DARK_BLUE
    }

    record Nested(@NotBlank String street, List<Integer> numbers) {}

    record Body(
            @NotBlank String text,
            @SanitizedText @Size(max = 5) String clean,
            Integer number,
            BigDecimal money,
            Boolean flag,
            UUID id,
            Colour colour,
            Instant time,
            @Valid Nested nested,
            List<String> words) {}

    record Parameters(Colour colour, int page, int pageSize) {}

    /** What the endpoints below throw next. */
    static final AtomicReference<Exception> FAILURE = new AtomicReference<>();

    @PostMapping("/probe/body")
    ApiResponse<Body> body(@Valid @RequestBody Body body) {
        return ApiResponse.of(body, "Read");
    }

    @PostMapping("/probe/mixed")
    ApiResponse<Body> mixed(
            @RequestHeader("Idempotency-Key") @Size(min = 1, max = 4) String key, @Valid @RequestBody Body body) {
        return ApiResponse.of(body, "Read");
    }

    @GetMapping("/probe/parameters/{id}")
    ApiResponse<Parameters> parameters(
            @PathVariable UUID id,
            @RequestParam(required = false) Colour colour,
            @RequestParam(defaultValue = "1") @Min(1) int page,
            @RequestParam(name = "page-size", defaultValue = "50") @Min(1) @Max(100) int pageSize) {
        return ApiResponse.of(new Parameters(colour, page, pageSize), "Read");
    }

    @GetMapping("/probe/required")
    ApiResponse<UUID> required(@RequestParam UUID before) {
        return ApiResponse.of(before, "Read");
    }

    @GetMapping("/probe/fail")
    ApiResponse<String> fail() throws Exception {
        throw FAILURE.get();
    }

    @PostMapping({"/calls/incoming", "/calls/missed"})
    ApiResponse<String> webhook() throws Exception {
        throw FAILURE.get();
    }

    @GetMapping("/probe/log-context")
    ApiResponse<Map<String, String>> logContext() {
        return ApiResponse.of(MDC.getCopyOfContextMap(), "Read");
    }
}
