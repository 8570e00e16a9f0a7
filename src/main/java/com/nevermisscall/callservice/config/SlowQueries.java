package com.nevermisscall.callservice.config;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.TimeMeter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Logs SQL that takes long, whoever asks: Hibernate, JdbcClient or db-scheduler. Parameters are phone numbers and texts
 * and are never logged, which is why this is none of Hibernate's own doing: its slow query log prints them. It takes the
 * time of what is executed and looks at nothing else, because it stands before every call of the driver: a library that
 * also notes every parameter took an eighth of a request.
 */
@Component
class SlowQueries {

    private static final Logger log = LoggerFactory.getLogger(SlowQueries.class);

    /** The machine's monotonic time: a clock that is put forward makes nothing slow. */
    private static final TimeMeter TIME = TimeMeter.SYSTEM_NANOTIME;

    private final int limitMillis;

    SlowQueries(SlowQueryProperties properties) {
        this.limitMillis = properties.slowMillis();
    }

    /** Watches every connection that a pool will open; to be called before the first one. */
    void watch(HikariDataSource pool) {
        if (limitMillis > 0) {
            pool.setDataSource(new Watched(pool.getDataSource()));
        }
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof Statement statement ? watched(statement, firstText(arguments)) : result;
        });
    }

    /** A statement of its kind; what is not prepared gets its SQL only when it is executed. */
    private Statement watched(Statement statement, String prepared) {
        InvocationHandler timed = (proxy, method, arguments) -> method.getName().startsWith("execute")
                ? execute(statement, method, arguments, prepared)
                : call(statement, method, arguments);
        if (statement instanceof CallableStatement) {
            return proxy(CallableStatement.class, timed);
        }
        if (statement instanceof PreparedStatement) {
            return proxy(PreparedStatement.class, timed);
        }
        return proxy(Statement.class, timed);
    }

    private Object execute(Statement statement, Method method, Object[] arguments, String prepared) throws Throwable {
        long begin = TIME.currentTimeNanos();
        boolean succeeded = false;
        try {
            Object result = call(statement, method, arguments);
            succeeded = true;
            return result;
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(TIME.currentTimeNanos() - begin);
            if (millis >= limitMillis) {
                tell(millis, succeeded, prepared == null ? firstText(arguments) : prepared);
            }
        }
    }

    private static void tell(long millis, boolean succeeded, String sql) {
        String line = sql == null ? "a batch" : sql.strip().replaceAll("\\s+", " ");
        log.warn("Slow SQL, {} ms{}: {}", millis, succeeded ? "" : ", failed", line);
    }

    private static String firstText(Object[] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : null;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(SlowQueries.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class Watched extends DelegatingDataSource {

        Watched(DataSource connections) {
            super(connections);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return watched(super.getConnection());
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return watched(super.getConnection(username, password));
        }
    }
}
