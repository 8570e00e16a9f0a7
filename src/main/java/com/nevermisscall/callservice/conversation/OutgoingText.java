package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.twilio.Sms;
import java.time.Instant;
import java.util.UUID;

/** A text that is stored and claimed: whoever holds this may try to send it until the claim ends. */
public record OutgoingText(Sms sms, UUID conversationId, int attempt, Instant claimedUntil, Instant retryUntil) {}
