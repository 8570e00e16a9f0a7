package com.nevermisscall.callservice.config;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logs SQL that takes long, whoever asks: Hibernate, JdbcClient or db-scheduler. Parameters are phone numbers and texts
 * and are never logged, which is why this is none of Hibernate's own doing: its slow query log prints them.
 */
@Component
class SlowQueries implements QueryExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(SlowQueries.class);

    private final int limitMillis;

    SlowQueries(SlowQueryProperties properties) {
        this.limitMillis = properties.slowMillis();
    }

    /** Watches every connection that a pool will open; to be called before the first one. */
    void watch(HikariDataSource pool) {
        if (limitMillis > 0) {
            pool.setDataSource(ProxyDataSourceBuilder.create(pool.getDataSource())
                    .listener(this)
                    .build());
        }
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        // Only how long it took is of interest.
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (execution.getElapsedTime() >= limitMillis) {
            log.warn(
                    "Slow SQL, {} ms{}: {}",
                    execution.getElapsedTime(),
                    execution.isSuccess() ? "" : ", failed",
                    queries.stream()
                            .map(query -> query.getQuery().strip().replaceAll("\\s+", " "))
                            .distinct()
                            .collect(Collectors.joining("; ")));
        }
    }
}
