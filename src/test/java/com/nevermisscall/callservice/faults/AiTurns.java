package com.nevermisscall.callservice.faults;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The AI's turns that have become due. To answer thousands takes minutes, and is tried elsewhere. */
final class AiTurns {

    private static final String WITHDRAW = """
            DELETE FROM scheduled_ai_tasks t USING conversations c
            WHERE t.task_name = 'ai-turn' AND split_part(t.task_instance, ':', 1) = c.id::text
                AND c.tenant_id = ANY (:tenants::uuid[]) AND NOT t.picked
            RETURNING c.id::text""";

    private AiTurns() {}

    /** Withdraws the turns for these tenants that nobody has begun with; the ids of their conversations. */
    static Set<String> withdraw(Collection<UUID> tenants, JdbcClient database) {
        return database.sql(WITHDRAW)
                .param("tenants", tenants.toArray(UUID[]::new))
                .query(String.class)
                .set();
    }
}
