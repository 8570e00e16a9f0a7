package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calls, from twilio-server. */
@RestController
@RequestMapping("/calls")
@Audience(Audience.Caller.SERVICE)
class CallWebhookController {

    private final CallService calls;

    CallWebhookController(CallService calls) {
        this.calls = calls;
    }

    @PostMapping("/incoming")
    ApiResponse<CallData<CallSummary>> incoming(@Valid @RequestBody IncomingCallRequest request) {
        return ApiResponse.of(new CallData<>(calls.incoming(request)), "Call processed successfully");
    }

    @PostMapping("/missed")
    ApiResponse<CallData<MissedCallResponse>> missed(@Valid @RequestBody MissedCallRequest request) {
        return ApiResponse.of(new CallData<>(calls.missed(request)), "Missed call processed successfully");
    }
}
