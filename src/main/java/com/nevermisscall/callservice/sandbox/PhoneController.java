package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The customer's phone: calls and texts a business the way twilio-server reports it. */
@InSandbox
@RestController
@RequestMapping("/sandbox/phone")
@Audience(PUBLIC)
class PhoneController {

    private static final String RINGING = "ringing";

    private final ServiceWebhooks webhooks;
    private final TextLog texts;
    private final Clock clock;

    PhoneController(ServiceWebhooks webhooks, TextLog texts, Clock clock) {
        this.webhooks = webhooks;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * A call and how it ends.
     *
     * @param outcome {@code ringing} leaves it ringing
     * @param callSid the call that rings already, or null for a new one
     */
    record PhoneCall(
            @NotNull UUID tenant,
            @NotBlank String from,

            @NotNull @Pattern(regexp = "ringing|no-answer|busy|canceled|failed|completed")
            String outcome,

            String callSid) {}

    record PhoneText(
            @NotNull UUID tenant,
            @NotBlank String from,
            @NotBlank String text) {}

    /** Rings, unless it rings already, and ends as told; gives the service's last answer. */
    @PostMapping("/call")
    ResponseEntity<JsonNode> call(@Valid @RequestBody PhoneCall call, HttpServletRequest request) {
        String callSid = call.callSid() == null ? TextLog.newSid("CA") : call.callSid();
        int port = request.getLocalPort();
        if (call.callSid() == null) {
            ResponseEntity<JsonNode> ringing = webhooks.post(port, "/calls/incoming", incoming(call, callSid));
            if (call.outcome().equals(RINGING) || ringing.getStatusCode().isError()) {
                return ringing;
            }
        }
        return webhooks.post(port, "/calls/missed", ended(call, callSid));
    }

    /** Sends a text to the business; gives the service's answer. */
    @PostMapping("/text")
    ResponseEntity<JsonNode> text(@Valid @RequestBody PhoneText text, HttpServletRequest request) {
        String to = DemoTenant.any(text.tenant()).businessPhone();
        TextLog.Text sent = texts.carry(text.from(), to, text.text(), null);
        return webhooks.post(
                request.getLocalPort(),
                "/conversations/messages/incoming",
                Map.of(
                        "messageSid", sent.messageSid(),
                        "from", sent.from(),
                        "to", to,
                        "tenantId", text.tenant(),
                        "body", sent.body(),
                        "timestamp", sent.time()));
    }

    /** All texts between a customer and a business, oldest first. */
    @GetMapping("/texts")
    ApiResponse<List<TextLog.Text>> texts(@RequestParam String customer, @RequestParam UUID tenant) {
        String business = DemoTenant.any(tenant).businessPhone();
        return ApiResponse.of(
                texts.list(text -> text.from().equals(customer) && text.to().equals(business)
                        || text.from().equals(business) && text.to().equals(customer)),
                "Texts retrieved");
    }

    private Map<String, Object> incoming(PhoneCall call, String callSid) {
        return Map.of(
                "callSid",
                callSid,
                "from",
                call.from(),
                "to",
                DemoTenant.any(call.tenant()).businessPhone(),
                "tenantId",
                call.tenant(),
                "callStatus",
                RINGING,
                "direction",
                "inbound",
                "timestamp",
                clock.instant(),
                "callerCountry",
                "US");
    }

    private Map<String, Object> ended(PhoneCall call, String callSid) {
        return Map.of(
                "callSid", callSid,
                "from", call.from(),
                "to", DemoTenant.any(call.tenant()).businessPhone(),
                "tenantId", call.tenant(),
                "callStatus", call.outcome(),
                "callDuration", 0,
                "endTime", clock.instant());
    }
}
