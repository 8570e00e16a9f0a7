package com.nevermisscall.callservice.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.Replicas.Replica;
import com.nevermisscall.callservice.support.Story;
import com.nevermisscall.callservice.support.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What encryption costs; measured on demand, with {@code -Dencryption.cost=true}, and told in the README. */
@EnabledIfSystemProperty(named = "encryption.cost", matches = "true")
class EncryptionCostIT {

    private static final String KEY = "1:Zmlyc3QtZmlyc3QtZmlyc3QtZmlyc3QtZmlyc3QtMTI=";
    private static final int ROUNDS = 24;
    private static final int TEXTS = 100;

    /** In turns, so that whatever else the machine does meets both. */
    @Test
    void aTextWithAndWithout() {
        try (Running clear = new Running(Replicas.alone("cost_clear"));
                Running sealed = new Running(Replicas.alone("cost_sealed", "--encryption.keys=" + KEY))) {
            List<Long> without = new ArrayList<>();
            List<Long> with = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                boolean warm = round >= ROUNDS / 3;
                List<Long> first = texts(round % 2 == 0 ? clear : sealed);
                List<Long> second = texts(round % 2 == 0 ? sealed : clear);
                if (warm) {
                    without.addAll(round % 2 == 0 ? first : second);
                    with.addAll(round % 2 == 0 ? second : first);
                }
            }
            System.out.printf(
                    "text: %d us without, %d us with keys (medians of %d), ratio %.3f%n",
                    median(without) / 1000, median(with) / 1000, with.size(), (double) median(with) / median(without));
            assertThat(with).hasSameSizeAs(without);
        }
    }

    @Test
    void oneSeal() {
        Vault vault = new Vault(new DataKeys(List.of(KEY))).with(new byte[32]);
        UUID tenant = UUID.randomUUID();
        String text = "My sink is leaking and the water is all over the floor, can you come today? ".repeat(2);
        for (int round = 0; round < 5; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                vault.open(tenant, vault.seal(tenant, text));
            }
            long texts = System.nanoTime() - begin;
            begin = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                vault.openPhone(tenant, vault.sealPhone(tenant, "+12125550101"));
            }
            System.out.printf(
                    "seal and open: text %.1f us, phone %.1f us%n",
                    texts / 20_000e3, (System.nanoTime() - begin) / 20_000e3);
        }
    }

    @Test
    void theSwitchOn() {
        TestDatabase database = TestDatabase.fresh();
        Flyway.configure()
                .dataSource(new DriverManagerDataSource(database.url(), database.username(), database.password()))
                .load()
                .migrate();
        SingleConnectionDataSource dataSource =
                new SingleConnectionDataSource(database.url(), database.username(), database.password(), true);
        JdbcClient db = JdbcClient.create(dataSource);
        db.sql("""
                INSERT INTO conversations (id, tenant_id, business_phone, customer_phone, status, responder, turn,
                                           last_activity_at, message_count, created_at)
                SELECT gen_random_uuid(), md5('tenant' || n % 1000)::uuid, '+13105550100', '+1212' || 5000000 + n,
                       'ABANDONED', 'NOBODY', 1, now(), 5, now() FROM generate_series(1, 100000) AS n""").update();
        db.sql("""
                INSERT INTO leads (id, tenant_id, conversation_id, customer_phone, urgency, status, created_at, updated_at)
                SELECT gen_random_uuid(), tenant_id, id, customer_phone, 'NORMAL', 'NEW', now(), now()
                FROM conversations""").update();
        db.sql("""
                INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status,
                                      created_at)
                SELECT gen_random_uuid(), tenant_id, id, 1, 'INBOUND', 'CUSTOMER', 'TEXT', repeat('Hello ', 10),
                       'RECEIVED', now() FROM conversations""").update();
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        long begin = System.nanoTime();
        byte[] phoneKey = new PhoneKey(
                        new DataKeys(List.of(KEY)),
                        jdbc,
                        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                        Clock.systemUTC())
                .load();
        System.out.printf(
                "switch-on: %d ms for 100,000 conversations with a lead each%n",
                (System.nanoTime() - begin) / 1_000_000);
        begin = System.nanoTime();
        new Resealing(new Vault(new DataKeys(List.of(KEY))).with(phoneKey), jdbc, Clock.systemUTC()).run(() -> false);
        System.out.printf("texts: %d ms for 100,000 messages%n", (System.nanoTime() - begin) / 1_000_000);
        dataSource.destroy();
    }

    private static List<Long> texts(Running service) {
        Story customer = service.story().anotherCustomer();
        String conversation = customer.missedCall().text("call.conversationId");
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            long begin = System.nanoTime();
            assertThat(customer.texts(conversation, "My sink is leaking and the water is all over the floor")
                            .status())
                    .isEqualTo(200);
            nanos.add(System.nanoTime() - begin);
        }
        return nanos;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private record Running(Replica service, Story story) implements AutoCloseable {

        Running(Replica service) {
            this(service, new Story(service.bean(UserTokens.class), service.port()));
        }

        @Override
        public void close() {
            service.context().close();
        }
    }
}
