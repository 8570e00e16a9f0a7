package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.web.ApiResponse;
import com.nevermisscall.callservice.web.PhoneNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** In place of twilio-server: texts go to the phone of the page instead of a customer's. */
@InSandbox
@RestController
@RequestMapping("/sandbox/twilio")
@Audience(PUBLIC)
class TwilioStandIn {

    private final Switchboard switchboard;
    private final TextLog texts;

    TwilioStandIn(Switchboard switchboard, TextLog texts) {
        this.switchboard = switchboard;
        this.texts = texts;
    }

    record Sms(
            @NotNull @PhoneNumber String to,
            @NotNull @PhoneNumber String from,
            @NotBlank String body) {}

    @PostMapping("/internal/sms/send")
    CompletableFuture<ResponseEntity<Object>> send(
            @RequestHeader(name = "x-service-key", required = false) String serviceKey,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @Valid @RequestBody Sms sms) {
        return switchboard.answer(Switches::twilio, serviceKey, () -> {
            TextLog.Text text = texts.carry(sms.from(), sms.to(), sms.body(), idempotencyKey);
            return Map.of("messageSid", text.messageSid(), "status", "queued");
        });
    }

    /** The texts that reached one number, or any, oldest first. */
    @GetMapping("/messages")
    ApiResponse<List<TextLog.Text>> messages(@RequestParam(required = false) String to) {
        return ApiResponse.of(texts.list(text -> to == null || to.equals(text.to())), "Texts retrieved");
    }
}
