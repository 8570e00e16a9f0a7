package com.nevermisscall.callservice.call;

import java.util.UUID;

/**
 * What the webhook of a missed call is answered ({@code api.md}).
 *
 * @param smsTriggered     a greeting is on its way: sent, or queued for retry
 * @param autoResponseSent twilio-server has accepted it
 */
record MissedCallResponse(
        UUID id, CallStatus status, boolean smsTriggered, UUID conversationId, UUID leadId, boolean autoResponseSent) {}
