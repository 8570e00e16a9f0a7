package com.nevermisscall.callservice.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nevermisscall.callservice.config.StartRefusedException;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.TestDatabase;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys come and go on a database of its own, without a service. */
class SwitchOnIT {

    private static final String FIRST = key("1", 1);
    private static final String SECOND = key("2", 2);

    private final UUID tenant = UUID.randomUUID();
    private DriverManagerDataSource dataSource;
    private JdbcClient db;
    private Rows rows;

    @BeforeEach
    void migrate() {
        TestDatabase database = TestDatabase.fresh();
        dataSource = new DriverManagerDataSource(database.url(), database.username(), database.password());
        Flyway.configure().dataSource(dataSource).load().migrate();
        db = JdbcClient.create(dataSource);
        rows = new Rows(db);
    }

    @Test
    void ofReplicasThatStartAtOnceOneMakesTheKeyAndAllHaveIt() {
        rows.conversation(Map.of("tenant_id", tenant));
        rows.optOut(Map.of("tenant_id", tenant));
        List<Callable<String>> starts = Stream.<Callable<String>>generate(
                        () -> () -> Base64.getEncoder().encodeToString(load(FIRST)))
                .limit(4)
                .toList();

        assertThat(new HashSet<>(Storm.of(4, starts))).hasSize(1);

        Vault vault = vault(FIRST);
        assertThat(phones("conversations")).containsExactly(vault.sealPhone(tenant, Rows.CUSTOMER));
        assertThat(phones("opt_outs")).containsExactly(vault.sealPhone(tenant, Rows.CUSTOMER));
    }

    @Test
    void theSameCustomersStayTheSameWhateverKeysCome() {
        rows.conversation(Map.of("tenant_id", tenant));
        byte[] phoneKey = load(FIRST);

        assertThat(load(SECOND, FIRST)).isEqualTo(phoneKey);
        assertThat(load(SECOND)).isEqualTo(phoneKey);
    }

    @Test
    void aDatabaseThatTheKeysDoNotOpenIsLeftAlone() {
        assertThat(load()).isNull();
        load(FIRST);

        refuses("is not set");
        refuses("lacks the key named 1", SECOND);
        refuses("another key named 1", key("1", 9));
    }

    @Test
    void textsAreSealedAnewButForThoseInUseWhichFollowLater() {
        UUID conversation = rows.conversation(Map.of("tenant_id", tenant, "last_message", "Hello"));
        UUID first = rows.message(conversation, Map.of("tenant_id", tenant, "body", "Hello"));
        UUID second = rows.message(
                conversation, Map.of("tenant_id", tenant, "position", 2, "body", "World", "error_message", "Oh"));
        UUID lead = rows.lead(conversation, Map.of("tenant_id", tenant, "customer_name", "Dana", "status_notes", "x"));
        Vault vault = vault(FIRST);
        Resealing resealing = new Resealing(vault, new JdbcTemplate(dataSource), Clock.systemUTC());

        transaction().executeWithoutResult(status -> {
            db.sql("SELECT id FROM messages WHERE id = ? FOR UPDATE")
                    .param(first)
                    .query(UUID.class)
                    .single();
            Storm.of(1, List.<Callable<Boolean>>of(() -> {
                resealing.run(() -> false);
                return true;
            }));
        });
        assertThat(body(first)).isEqualTo("Hello");
        assertThat(vault.open(tenant, body(second))).isEqualTo("World");
        assertThat(body(second)).startsWith("\u00011:");

        resealing.run(() -> false);
        assertThat(vault.open(tenant, body(first))).isEqualTo("Hello");
        assertThat(body(first)).startsWith("\u00011:");
        Vault rotated = vault(SECOND, FIRST);
        new Resealing(rotated, new JdbcTemplate(dataSource), Clock.systemUTC()).run(() -> false);

        assertThat(List.of(
                        body(first),
                        body(second),
                        text("conversations", "last_message", conversation),
                        text("leads", "customer_name", lead),
                        text("leads", "status_notes", lead),
                        text("messages", "error_message", second)))
                .allMatch(stored -> stored.startsWith("\u00012:"))
                .extracting(stored -> rotated.open(tenant, stored))
                .containsExactly("Hello", "World", "Hello", "Dana", "x", "Oh");
    }

    @Test
    void manyRowsAreSealedBatchAfterBatchAndOnceOnly() {
        UUID conversation = rows.conversation(Map.of("tenant_id", tenant));
        // In one transaction, so that it is one connection.
        transaction()
                .executeWithoutResult(status -> IntStream.rangeClosed(1, 450)
                        .forEach(position -> rows.message(
                                conversation,
                                Map.of("tenant_id", tenant, "position", position, "body", "No " + position))));
        Vault vault = vault(FIRST);
        Resealing resealing = new Resealing(vault, new JdbcTemplate(dataSource), Clock.systemUTC());

        resealing.run(() -> false);
        List<String> sealed = bodies();
        resealing.run(() -> false);

        assertThat(sealed).hasSize(450).allMatch(vault::isCurrent);
        assertThat(bodies()).isEqualTo(sealed);
    }

    private void refuses(String why, String... keys) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> load(keys))
                .withMessageContaining(why)
                .withMessageNotContaining("AQEB");
    }

    private byte[] load(String... keys) {
        return new PhoneKey(new DataKeys(List.of(keys)), new JdbcTemplate(dataSource), transaction(), Clock.systemUTC())
                .load();
    }

    private Vault vault(String... keys) {
        return new Vault(new DataKeys(List.of(keys))).with(load(keys));
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    private List<String> phones(String table) {
        return db.sql("SELECT customer_phone FROM " + table).query(String.class).list();
    }

    private String body(UUID message) {
        return text("messages", "body", message);
    }

    private List<String> bodies() {
        return db.sql("SELECT body FROM messages ORDER BY id")
                .query(String.class)
                .list();
    }

    private String text(String table, String column, UUID id) {
        return db.sql("SELECT %s FROM %s WHERE id = ?".formatted(column, table))
                .param(id)
                .query(String.class)
                .single();
    }

    private static String key(String name, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return name + ":" + Base64.getEncoder().encodeToString(key);
    }
}
