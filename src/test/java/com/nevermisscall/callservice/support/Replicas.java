package com.nevermisscall.callservice.support;

import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.nevermisscall.callservice.CallServiceApplication;
import com.nevermisscall.callservice.durable.SlowTask;
import com.nevermisscall.callservice.encryption.Vault;
import com.nevermisscall.callservice.security.UserTokens;
import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two whole services side by side on one database and one clock, as behind a load balancer; started with the first test
 * that asks, kept for the rest. They confirm STOP themselves, which the service leaves to Twilio by default, and store
 * personal data encrypted.
 */
public final class Replicas {

    private static final String DATABASE = "replicas";
    private static final String DATA_KEY = "1:cmVwbGljYXMtcmVwbGljYXMtcmVwbGljYXMtMTIzNDU=";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final ShiftingClock CLOCK = new ShiftingClock();

    private Replicas() {}

    /** A new story that both replicas take part in. */
    public static Story story() {
        return new Story(one().bean(UserTokens.class), one().port(), two().port());
    }

    public static Replica one() {
        return Pair.ONE;
    }

    public static Replica two() {
        return Pair.TWO;
    }

    /** The clock of all replicas. */
    public static ShiftingClock clock() {
        return CLOCK;
    }

    /** The database that the replicas share, by a connection of the test's own. */
    public static JdbcClient database() {
        TestDatabase database = TestDatabase.named(DATABASE);
        return JdbcClient.create(new DriverManagerDataSource(database.url(), database.username(), database.password()));
    }

    /** The phone number of a story's customer as the replicas store it. */
    public static String stored(Story story) {
        return stored(story.tenantId(), story.customer());
    }

    /** A phone number as the replicas store it. */
    public static String stored(UUID tenantId, String customerPhone) {
        return one().bean(Vault.class).sealPhone(tenantId, customerPhone);
    }

    /** Starts one more replica, to be killed. */
    public static Replica another() {
        return start();
    }

    /** Forgets that collaborators were down. */
    public static void closeCircuits() {
        Stream.of(one(), two())
                .flatMap(replica -> replica.bean(CircuitBreakerRegistry.class).getAllCircuitBreakers().stream())
                .forEach(CircuitBreaker::reset);
    }

    /**
     * Returns when nothing is being done and nothing is due any more: no durable task and no event to tell. What was put
     * off for a moment counts as due, but for texts and events: they may be tried again for as long as a test wants.
     */
    public static void awaitIdle() {
        await().until(() -> due() == 0);
    }

    private static long due() {
        Instant now = CLOCK.instant();
        return database()
                .sql("""
                        SELECT (SELECT count(*) FROM scheduled_tasks
                                WHERE task_name = 'countdown' AND (execution_time <= :soon OR picked)
                                   OR task_name = 'deliver-sms' AND (execution_time <= :now OR picked))
                             + (SELECT count(*) FROM scheduled_ai_tasks)
                             + (SELECT count(*) FROM outbox_events WHERE next_attempt_at <= :now)""")
                .param("now", Timestamp.from(now))
                .param("soon", Timestamp.from(now.plus(MOMENT)))
                .query(Long.class)
                .single();
    }

    /** Starts a service of its own on a database of that name, without replicas; the caller closes it. */
    public static Replica alone(String database, String... settings) {
        return start(database, settings);
    }

    private static Replica start() {
        return start(DATABASE, "--encryption.keys=" + DATA_KEY);
    }

    private static Replica start(String database, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(
                "--test.database=" + database,
                "--server.port=0",
                "--management.server.port=0",
                "--" + LongWaits.FOR_LOCKS,
                "--" + LongWaits.FOR_ANSWERS,
                "--" + LongWaits.FOR_CONNECTIONS,
                "--shutdown.delay-seconds=0",
                "--sandbox.enabled=false",
                "--access.service-keys=" + Story.SERVICE_KEY,
                "--access.jwt-secret=" + Story.JWT_SECRET,
                "--conversation.provider-handles-opt-out=false"));
        List<ApplicationContextInitializer<ConfigurableApplicationContext>> initializers = List.of(
                new TestDatabaseInitializer(),
                new StandIns.Initializer(),
                context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "shiftingClock",
                                ShiftingClock.class,
                                () -> CLOCK,
                                definition -> definition.setPrimary(true)));
        return new Replica(new SpringApplicationBuilder(CallServiceApplication.class)
                .initializers(initializers.toArray(ApplicationContextInitializer[]::new))
                .run(all.toArray(String[]::new)));
    }

    private static final class Pair {
        static final Replica ONE = start();
        static final Replica TWO = start();
    }

    /** Begins each test with nobody known to be down, and stops the replicas, if any, after the last test of all. */
    static final class Lifecycle implements BeforeAllCallback, BeforeEachCallback {

        @Override
        public void beforeAll(ExtensionContext test) {
            Awaitility.setDefaultTimeout(PATIENCE);
            test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Replicas.class))
                    .getOrComputeIfAbsent(Pair.class, key -> (ExtensionContext.Store.CloseableResource) () -> {
                        one().context().close();
                        two().context().close();
                    });
        }

        @Override
        public void beforeEach(ExtensionContext test) {
            closeCircuits();
        }
    }

    /** One of the services. */
    public record Replica(ConfigurableApplicationContext context) {

        /** Where it listens. */
        public int port() {
            return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        }

        /** One of its beans. */
        public <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        /** Fires a durable task by hand, wherever its row stands; says whether nothing is owed after that. */
        @SuppressWarnings("unchecked")
        public boolean fire(String bean, String instance) {
            Object found = context.getBean(bean);
            Task<String> task = found instanceof SlowTask slow ? slow.task() : (Task<String>) found;
            return task.execute(new TaskInstance<>(task.getName(), instance), null)
                    instanceof CompletionHandler.OnCompleteRemove;
        }

        /** Cuts it off from the database at once, whatever it is doing: to the others it is dead. */
        public void kill() {
            bean(HikariDataSource.class).close();
        }
    }
}
