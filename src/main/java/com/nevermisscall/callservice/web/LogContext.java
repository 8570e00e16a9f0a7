package com.nevermisscall.callservice.web;

import java.util.UUID;
import org.slf4j.MDC;

/** What log lines of this thread say they belong to, until its request or task ends. */
public final class LogContext {

    private static final String TENANT = "tenantId";
    private static final String CALL = "callId";
    private static final String CONVERSATION = "conversationId";

    private LogContext() {}

    /** Names the tenant in every log line from here on. */
    public static void tenant(UUID tenantId) {
        MDC.put(TENANT, tenantId.toString());
    }

    /** Names the call in every log line from here on. */
    public static void call(UUID callId) {
        MDC.put(CALL, callId.toString());
    }

    /** Names the conversation in every log line from here on. */
    public static void conversation(UUID conversationId) {
        MDC.put(CONVERSATION, conversationId.toString());
    }
}
