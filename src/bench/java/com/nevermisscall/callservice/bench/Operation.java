package com.nevermisscall.callservice.bench;

import java.util.concurrent.ThreadLocalRandom;

/** What is measured. Each works on conversations of its own, so that none changes what another finds. */
enum Operation {

    /** Two requests: the call comes in, and nobody answers. */
    MISSED_CALL("missed call, whole", "missed-call.sql", 1, 1, Dataset.BUSINESS_TENANTS),
    TEXT_500("text, 500 conversations", "text.sql", 1_001, 500, Dataset.BUSINESS_TENANTS),
    TEXT_20000("text, 20,000 conversations", "text.sql", 1_001, 20_000, Dataset.BUSINESS_TENANTS),
    REPLY("reply", "reply.sql", 21_001, 5_000, Dataset.BUSINESS_TENANTS),
    ACTIVE_LIST("list of 100 active", "active-list.sql", 1, Dataset.LISTED, 1),
    CONVERSATION("conversation", "conversation.sql", 26_001, 2_000, Dataset.BUSINESS_TENANTS),
    /** Into the conversations that {@link #ACTIVE_LIST} lists, which are there at every size of the tables. */
    TEXT_LISTED("text", "text.sql", 1, Dataset.LISTED, 1);

    private final String label;
    private final String limit;
    private final int first;
    private final int conversations;
    private final int tenants;

    Operation(String label, String limit, int first, int conversations, int tenants) {
        this.label = label;
        this.limit = limit;
        this.first = first;
        this.conversations = conversations;
        this.tenants = tenants;
    }

    String label() {
        return label;
    }

    /** The script that lets PostgreSQL do the same alone. */
    String limit() {
        return limit;
    }

    /** The number of the first conversation that it works on. */
    int first() {
        return first;
    }

    /** The number of the last one. */
    int last() {
        return first + conversations - 1;
    }

    int anyConversation() {
        return ThreadLocalRandom.current().nextInt(first, first + conversations);
    }

    /** The tenant whose conversation that is. */
    int tenantOf(int conversation) {
        return tenants == 1 ? 1 : Dataset.tenantOf(conversation, tenants);
    }
}
