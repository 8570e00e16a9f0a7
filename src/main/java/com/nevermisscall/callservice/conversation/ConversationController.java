package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.audit.Act;
import com.nevermisscall.callservice.audit.Audited;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.Audience.Caller;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Conversations, for the dashboard. */
@RestController
@RequestMapping("/conversations")
@Audience(Caller.USER)
class ConversationController {

    private static final String KEY = "[\\x21-\\x7E]{1,64}";

    private final ConversationQueries queries;
    private final Replies replies;
    private final ConversationEnd end;

    ConversationController(ConversationQueries queries, Replies replies, ConversationEnd end) {
        this.queries = queries;
        this.replies = replies;
        this.end = end;
    }

    @GetMapping("/{conversationId}")
    @Audited(Act.CONVERSATION_READ)
    ApiResponse<ConversationThread> show(
            @PathVariable UUID conversationId,
            @RequestParam(required = false) UUID before,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit,
            CurrentUser user) {
        return ApiResponse.of(queries.show(user.tenantId(), conversationId, before, limit), "Conversation found");
    }

    @GetMapping("/tenant/{tenantId}/active")
    @Audited(Act.CONVERSATIONS_LISTED)
    ApiResponse<ActiveConversations> active(
            @PathVariable UUID tenantId,
            @RequestParam(defaultValue = "1") @Min(1) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int pageSize) {
        return ApiResponse.of(queries.active(tenantId, page, pageSize), "Active conversations found");
    }

    @PostMapping("/{conversationId}/reply")
    @Audited(Act.CONVERSATION_REPLIED)
    ApiResponse<ReplyResponse> reply(
            @PathVariable UUID conversationId,
            @Valid @RequestBody ReplyRequest reply,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Pattern(regexp = KEY, message = "must be 1 to 64 printable characters without spaces")
                    String idempotencyKey,
            CurrentUser user) {
        ReplyResponse answer = replies.reply(conversationId, reply, idempotencyKey, user);
        return ApiResponse.of(
                answer, answer.status() == MessageStatus.SENT ? "Reply sent" : "Reply stored, it will be sent");
    }

    @PutMapping("/{conversationId}/status")
    @Audited(Act.CONVERSATION_STATUS_SET)
    ApiResponse<ConversationData> setStatus(
            @PathVariable UUID conversationId, @Valid @RequestBody ConversationStatusRequest status, CurrentUser user) {
        ConversationResponse changed = end.set(user.tenantId(), conversationId, status);
        return ApiResponse.of(new ConversationData(changed), "Conversation updated");
    }

    /** The contract puts a conversation under {@code data.conversation}. */
    record ConversationData(ConversationResponse conversation) {}
}
