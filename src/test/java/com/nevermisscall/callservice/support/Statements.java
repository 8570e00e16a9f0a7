package com.nevermisscall.callservice.support;

import com.nevermisscall.callservice.web.RequestId;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.slf4j.MDC;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The SQL that the service sends to the database for one request, seen at the driver: every statement is a round trip,
 * and so is every commit. What belongs to a request is told by the request id in the log context.
 */
public final class Statements {

    private static final Map<String, Statements> RECORDINGS = new ConcurrentHashMap<>();

    /** Each statement that the service's own threads have sent, by its text. */
    private static final Map<String, Statement> BACKGROUND = new ConcurrentHashMap<>();

    private static final List<String> OWN_THREADS = List.of("outbox-", "db-scheduler-");

    private final List<Statement> all = new CopyOnWriteArrayList<>();
    /** The connections with a transaction that has sent a statement and has not ended yet. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    private int transactions;

    private Statements() {}

    /** Records what is sent while the work runs: in this thread, and in the service for a {@link Story}'s requests. */
    public static Statements of(Runnable work) {
        String id = UUID.randomUUID().toString();
        Statements recording = new Statements();
        RECORDINGS.put(id, recording);
        MDC.put(RequestId.MDC_KEY, id);
        try {
            work.run();
        } finally {
            MDC.remove(RequestId.MDC_KEY);
            RECORDINGS.remove(id);
        }
        return recording;
    }

    /** What workers, pollers and the outbox have sent so far, each statement once. */
    public static List<Statement> inBackground() {
        return List.copyOf(BACKGROUND.values());
    }

    /** The same data source, whose statements can be recorded. */
    public static DataSource watched(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource)
                .listener(new Listener())
                .methodListener(new TransactionEnds())
                .build();
    }

    /** Each statement in the order in which it was sent; a batch is one. */
    public List<Statement> all() {
        return List.copyOf(all);
    }

    /** How many transactions sent a statement; a statement outside of any is one by itself. */
    public int transactions() {
        return transactions;
    }

    @Override
    public String toString() {
        return all.size() + " statements in " + transactions + " transactions:\n"
                + all.stream().map(Statement::sql).collect(Collectors.joining("\n"));
    }

    private static Statements current() {
        String id = MDC.get(RequestId.MDC_KEY);
        return id == null ? null : RECORDINGS.get(id);
    }

    /** A statement with the values it was first sent with. */
    public record Statement(String sql, List<ParameterSetOperation> values) {}

    private static final class Listener implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            Statements recording = current();
            if (recording != null) {
                recording.all.add(statement(queries.get(0)));
                if (recording.open.add(execution.getConnectionId())) {
                    recording.transactions++;
                }
            } else if (OWN_THREADS.stream().anyMatch(Thread.currentThread().getName()::startsWith)) {
                BACKGROUND.computeIfAbsent(queries.get(0).getQuery(), sql -> statement(queries.get(0)));
            }
        }

        private static Statement statement(QueryInfo query) {
            List<List<ParameterSetOperation>> values = query.getParametersList();
            return new Statement(query.getQuery(), values.isEmpty() ? List.of() : values.get(0));
        }

        /** A statement outside of a transaction ends with itself. */
        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            Statements recording = current();
            try {
                if (recording != null
                        && execution.getStatement().getConnection().getAutoCommit()) {
                    recording.open.remove(execution.getConnectionId());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class TransactionEnds implements MethodExecutionListener {

        private static final Set<String> ENDS = Set.of("commit", "rollback", "close");

        @Override
        public void beforeMethod(MethodExecutionContext call) {}

        @Override
        public void afterMethod(MethodExecutionContext call) {
            Statements recording = current();
            if (recording != null
                    && call.getTarget() instanceof Connection
                    && ENDS.contains(call.getMethod().getName())) {
                recording.open.remove(call.getConnectionInfo().getConnectionId());
            }
        }
    }

    /** Watches the driver below the connection pool. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {

        /** Of the kind that comes after the others, so that the service has already said how connections are opened. */
        @Bean
        static MergedBeanDefinitionPostProcessor statementWatch() {
            return new MergedBeanDefinitionPostProcessor() {
                @Override
                public void postProcessMergedBeanDefinition(
                        RootBeanDefinition definition, Class<?> type, String name) {}

                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof HikariDataSource pool) {
                        pool.setDataSource(watched(pool.getDataSource()));
                    }
                    return bean;
                }
            };
        }
    }
}
