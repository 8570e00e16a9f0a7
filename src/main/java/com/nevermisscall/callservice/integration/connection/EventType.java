package com.nevermisscall.callservice.integration.connection;

import com.nevermisscall.callservice.web.WireEnum;

/** The live events that the dashboard is told of ({@code collaborators.md}). */
public enum EventType implements WireEnum {
    CALL_INCOMING,
    CALL_MISSED,
    LEAD_CREATED,
    LEAD_UPDATED,
    MESSAGE_RECEIVED,
    MESSAGE_SENT,
    MESSAGE_FAILED,
    HUMAN_REPLY_SENT,
    AI_ACTIVATED,
    AI_DEACTIVATED,
    AI_FAILED,
    ATTENTION_NEEDED,
    CONVERSATION_UPDATED
}
