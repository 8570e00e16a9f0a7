package com.nevermisscall.callservice.encryption;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The vault, which JPA needs to read its entities; how it gets its key, and its durable work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionProperties.class)
class EncryptionConfiguration {

    private static final Duration SWEEP = Duration.ofMinutes(1);

    @Bean
    static DataKeys dataKeys(EncryptionProperties properties) {
        return new DataKeys(properties.keys());
    }

    @Bean
    static Vault vault(DataKeys keys) {
        return new Vault(keys);
    }

    @Bean
    @DependsOnDatabaseInitialization
    VaultOpening vaultOpening(Vault vault, DataKeys keys, DataSource dataSource, Clock clock) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        return new VaultOpening(vault, new PhoneKey(keys, new JdbcTemplate(dataSource), transaction, clock));
    }

    @Bean
    Resealing resealing(Vault vault, DataSource dataSource, Clock clock) {
        return new Resealing(vault, new JdbcTemplate(dataSource), clock);
    }

    @Bean
    Task<Void> sealStored(Resealing resealing) {
        return Tasks.recurring("seal-stored", FixedDelay.of(SWEEP))
                .execute((instance, context) ->
                        resealing.run(() -> context.getSchedulerState().isShuttingDown()));
    }
}
