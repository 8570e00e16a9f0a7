package com.nevermisscall.callservice.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The rows that are there before anything is measured. Tenants and conversations have numbers, and their ids follow from
 * these, so that whoever sends requests need not ask for them. The first hundred conversations are those of tenant 1.
 */
final class Dataset implements AutoCloseable {

    static final int BUSINESS_TENANTS = 1_000;
    static final int LISTED = 100;
    static final int MESSAGES_EACH = 20;
    private static final int FIRST_OF_OPERATIONS = 1_001;
    private static final int LAST_OF_OPERATIONS = 28_000;
    private static final int LAST_FOR_TEXTS_AND_REPLIES = 26_000;

    /** Active ones count down for hours; conversation, lead and call have the same number. */
    private static final List<String> ROWS = List.of("""
            CREATE TEMP TABLE numbered AS
            SELECT n, CASE WHEN %4$d = 1 OR n <= 100 THEN 1 ELSE 2 + n %% (%4$d - 1) END AS tenant,
                   lpad(n::text, 12, '0') AS suffix, '+1212' || 2000000 + n AS customer, %5$b AS active,
                   now() - (100000 - n) * interval '1 second' AS at
            FROM generate_series(%1$d, %2$d) AS n""", """
            INSERT INTO calls (id, tenant_id, call_sid, customer_phone, business_phone, direction, status, start_time,
                               conversation_id, lead_id, lead_created, created_at, updated_at)
            SELECT ('01900000-0001-7000-8000-' || suffix)::uuid,
                   ('7e000000-0000-4000-8000-' || lpad(tenant::text, 12, '0'))::uuid, 'CA' || n, customer,
                   '+13105550100', 'inbound', 'MISSED', at, ('01900000-0000-7000-8000-' || suffix)::uuid,
                   ('01900000-0002-7000-8000-' || suffix)::uuid, true, at, at
            FROM numbered""", """
            INSERT INTO conversations (id, tenant_id, business_phone, customer_phone, call_id, status, responder, turn,
                                       unanswered_since, countdown_turn, ai_takeover_at, last_message, last_message_at,
                                       last_activity_at, message_count, created_at)
            SELECT ('01900000-0000-7000-8000-' || suffix)::uuid,
                   ('7e000000-0000-4000-8000-' || lpad(tenant::text, 12, '0'))::uuid, '+13105550100', customer,
                   ('01900000-0001-7000-8000-' || suffix)::uuid, CASE WHEN active THEN 'ACTIVE' ELSE 'ABANDONED' END,
                   'NOBODY', 1, CASE WHEN active THEN at END, CASE WHEN active THEN 1 END,
                   CASE WHEN active THEN now() + interval '6 hours' END, 'The sink in the kitchen is leaking', at, at,
                   %3$d, at
            FROM numbered""", """
            INSERT INTO leads (id, tenant_id, conversation_id, call_id, customer_phone, problem_description, urgency,
                               status, created_at, updated_at)
            SELECT ('01900000-0002-7000-8000-' || suffix)::uuid,
                   ('7e000000-0000-4000-8000-' || lpad(tenant::text, 12, '0'))::uuid,
                   ('01900000-0000-7000-8000-' || suffix)::uuid, ('01900000-0001-7000-8000-' || suffix)::uuid, customer,
                   'The sink in the kitchen is leaking', 'NORMAL', 'NEW', at, at
            FROM numbered""", """
            INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status,
                                  message_sid, created_at)
            SELECT ('01900000-0003-7000-8000-' || lpad((n::bigint * 100 + position)::text, 12, '0'))::uuid,
                   ('7e000000-0000-4000-8000-' || lpad(tenant::text, 12, '0'))::uuid,
                   ('01900000-0000-7000-8000-' || suffix)::uuid, position,
                   CASE WHEN position %% 2 = 1 THEN 'OUTBOUND' ELSE 'INBOUND' END,
                   CASE WHEN position %% 2 = 1 THEN 'SYSTEM' ELSE 'CUSTOMER' END, 'TEXT',
                   'The sink in the kitchen is leaking and it is getting worse',
                   CASE WHEN position %% 2 = 1 THEN 'SENT' ELSE 'RECEIVED' END, 'SM' || n || 'x' || position, at
            FROM numbered, generate_series(1, %3$d) AS position""", """
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT 'countdown', '01900000-0000-7000-8000-' || suffix || ':1', now() + interval '6 hours', false, 1
            FROM numbered WHERE active""", "DROP TABLE numbered");

    private final Connection connection;

    Dataset(String url) throws SQLException {
        this.connection = DriverManager.getConnection(url);
        try (Statement session = connection.createStatement()) {
            // A million foreign keys need not be looked up one by one: they are right.
            session.execute("SET session_replication_role = replica");
        }
    }

    /** The id of a tenant. */
    static String tenant(int number) {
        return "7e000000-0000-4000-8000-%012d".formatted(number);
    }

    /** The id of a conversation. */
    static String conversation(int number) {
        return "01900000-0000-7000-8000-%012d".formatted(number);
    }

    static int tenantOf(int conversation, int tenants) {
        return 2 + conversation % (tenants - 1);
    }

    /** What all operations work on; those for texts and replies have that many messages each, the others 20. */
    void load(int messagesEach, int conversations) throws SQLException {
        insert(1, LISTED, MESSAGES_EACH, BUSINESS_TENANTS, true);
        insert(FIRST_OF_OPERATIONS, LAST_FOR_TEXTS_AND_REPLIES, messagesEach, BUSINESS_TENANTS, true);
        insert(LAST_FOR_TEXTS_AND_REPLIES + 1, LAST_OF_OPERATIONS, MESSAGES_EACH, BUSINESS_TENANTS, true);
        insert(LAST_OF_OPERATIONS + 1, conversations, MESSAGES_EACH, BUSINESS_TENANTS, false);
        settle();
    }

    /** Adds abandoned conversations of that many tenants, until about so many messages are there. */
    void grow(int messages, int tenants) throws SQLException {
        int there = count();
        if (there == 0) {
            insert(1, LISTED, MESSAGES_EACH, tenants, true);
        }
        insert(Math.max(there, LISTED) + 1, messages / MESSAGES_EACH, MESSAGES_EACH, tenants, false);
        settle();
    }

    private int count() throws SQLException {
        try (Statement query = connection.createStatement();
                var rows = query.executeQuery("SELECT count(*) FROM conversations")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void insert(int first, int last, int messagesEach, int tenants, boolean active) throws SQLException {
        try (Statement rows = connection.createStatement()) {
            for (String sql : ROWS) {
                rows.execute(sql.formatted(first, last, messagesEach, tenants, active));
            }
        }
    }

    /** As autovacuum would, and now rather than in the middle of what is measured. */
    private void settle() throws SQLException {
        try (Statement rows = connection.createStatement()) {
            rows.execute("VACUUM (ANALYZE)");
            rows.execute("CHECKPOINT");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
