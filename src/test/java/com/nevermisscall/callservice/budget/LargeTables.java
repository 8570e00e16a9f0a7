package com.nevermisscall.callservice.budget;

import com.nevermisscall.callservice.support.Statements.Statement;
import com.nevermisscall.callservice.support.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.flywaydb.core.Flyway;

/** A database of the size at which the planner has no excuse: 1,000 tenants, 50,000 messages, and what belongs to them. */
final class LargeTables implements AutoCloseable {

    private static final Pattern SCAN = Pattern.compile("Seq Scan on \\w+");

    /** 10 conversations of 5 messages for each tenant, 3 of them active; a backlog of tasks and events. */
    private static final List<String> ROWS = List.of("""
            CREATE TEMP TABLE numbered AS
            SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS call_id,
                   md5('tenant' || n % 1000)::uuid AS tenant_id, '+1212' || 5000000 + n AS customer,
                   '+13105550100' AS business, now() - n * interval '1 minute' AS at
            FROM generate_series(1, 10000) AS n""", """
            INSERT INTO calls (id, tenant_id, call_sid, customer_phone, business_phone, direction, status, start_time,
                               created_at, updated_at)
            SELECT call_id, tenant_id, 'CA' || n, customer, business, 'inbound', 'MISSED', at, at, at FROM numbered""", """
            INSERT INTO conversations (id, tenant_id, business_phone, customer_phone, call_id, status, responder, turn,
                                       last_activity_at, message_count, created_at)
            SELECT id, tenant_id, business, customer, call_id,
                   CASE WHEN n % 10 < 3 THEN 'ACTIVE' ELSE 'ABANDONED' END, 'NOBODY', 1, at, 5, at FROM numbered""", """
            INSERT INTO leads (id, tenant_id, conversation_id, call_id, customer_phone, problem_description, urgency, status,
                               created_at, updated_at)
            SELECT gen_random_uuid(), tenant_id, id, call_id, customer, 'A leak', 'NORMAL', 'NEW', at, at
            FROM numbered""", """
            INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status,
                                  message_sid, retry_until, created_at)
            SELECT gen_random_uuid(), tenant_id, id, position, 'OUTBOUND', 'SYSTEM', 'TEXT', repeat('Hello ', 10),
                   CASE WHEN n % 100 = 0 AND position = 5 THEN 'QUEUED' ELSE 'SENT' END,
                   'SM' || n || 'x' || position, at, at
            FROM numbered, generate_series(1, 5) AS position""", """
            INSERT INTO opt_outs (tenant_id, customer_phone, source, opted_out_at)
            SELECT tenant_id, customer, 'CUSTOMER', at FROM numbered""", """
            INSERT INTO outbox_events (event_id, tenant_id, stream_id, event, data, created_at, expires_at,
                                       next_attempt_at)
            SELECT gen_random_uuid(), tenant_id, id, 'message_sent', '{}', at, at, at FROM numbered, generate_series(1, 2)""", """
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT 'countdown', id || ':1', now() + n * interval '1 second', false, 1 FROM numbered""", """
            INSERT INTO scheduled_ai_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT 'ai-turn', id || ':1', now() + n * interval '1 second', false, 1 FROM numbered""", "ANALYZE");

    private final Connection connection;
    /** Sends what it is given as it is: pgjdbc would bind the parameters of a plan for any values. */
    private final Connection plain;

    LargeTables() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .load()
                .migrate();
        connection = database.connect();
        plain = DriverManager.getConnection(
                database.url() + "?preferQueryMode=simple", database.username(), database.password());
        try (java.sql.Statement rows = connection.createStatement()) {
            for (String sql : ROWS) {
                rows.execute(sql);
            }
        }
    }

    /**
     * The plans of a statement that read a whole table: the one for these values, with which a connection begins, or the
     * one for any values, to which it turns later.
     */
    List<String> scanning(Statement statement) throws SQLException {
        return List.of(planForValues(statement), planForAnyValues(statement)).stream()
                .filter(plan -> SCAN.matcher(plan).find())
                .toList();
    }

    private String planForValues(Statement statement) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + statement.sql())) {
            for (ParameterSetOperation value : statement.values()) {
                value.getMethod().invoke(explain, value.getArgs());
            }
            return text(explain.executeQuery());
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(statement.sql(), e);
        }
    }

    private String planForAnyValues(Statement statement) throws SQLException {
        String[] parts = statement.sql().split("\\?", -1);
        StringBuilder sql = new StringBuilder("EXPLAIN (GENERIC_PLAN) ").append(parts[0]);
        IntStream.range(1, parts.length).forEach(n -> sql.append('$').append(n).append(parts[n]));
        try (java.sql.Statement explain = plain.createStatement()) {
            return text(explain.executeQuery(sql.toString()));
        }
    }

    private static String text(ResultSet plan) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (plan.next()) {
            lines.add(plan.getString(1));
        }
        return String.join("\n", lines);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        plain.close();
    }
}
