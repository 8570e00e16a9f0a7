package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.Audience.Caller;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Customers' texts, from twilio-server. */
@RestController
@RequestMapping("/conversations")
@Audience(Caller.SERVICE)
class InboundMessageController {

    private final InboundMessages messages;

    InboundMessageController(InboundMessages messages) {
        this.messages = messages;
    }

    @PostMapping("/{conversationId}/messages")
    ApiResponse<InboundMessageResponse> receive(
            @PathVariable UUID conversationId, @Valid @RequestBody InboundMessageRequest text) {
        return ApiResponse.of(messages.receive(conversationId, text), "Message processed");
    }

    @PostMapping("/messages/incoming")
    ApiResponse<InboundMessageResponse> receive(@Valid @RequestBody IncomingTextRequest text) {
        return ApiResponse.of(messages.receive(text), "Message processed");
    }
}
