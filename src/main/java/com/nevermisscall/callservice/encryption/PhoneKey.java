package com.nevermisscall.callservice.encryption;

import com.nevermisscall.callservice.config.StartRefusedException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The key of phone numbers: made once, by the first start with keys, and kept in the database, sealed with the operator's.
 * So the operator's keys come and go, and what numbers are found by stays. That first start also seals every phone number
 * there is, in one transaction with the key, and has the database refuse others from then on: a number must be stored in
 * one form only, or a customer had two conversations, or an opt-out were overlooked.
 */
class PhoneKey {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneKey.class);

    private static final int KEY_BYTES = 32;
    private static final int BATCH = 2_000;
    /** Nobody's: the key is of the whole database. */
    private static final UUID NO_TENANT = new UUID(0, 0);

    private static final List<String> TABLES = List.of("calls", "conversations", "leads");

    private final DataKeys keys;
    private final TextSeal seal;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PhoneKey(DataKeys keys, JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.keys = keys;
        this.seal = new TextSeal(keys);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The key, or null without keys.
     *
     * @throws StartRefusedException if the database is sealed and the keys do not open it
     */
    byte[] load() {
        Optional<String> stored = stored();
        if (keys.isEmpty()) {
            if (stored.isPresent()) {
                throw refused("DATA_ENCRYPTION_KEYS is not set, but the database is encrypted");
            }
            return null;
        }
        return stored.map(this::opened).orElseGet(() -> transaction.execute(status -> switchOn()));
    }

    private Optional<String> stored() {
        return jdbc.queryForList("SELECT phone_key FROM data_encryption", String.class).stream()
                .findFirst();
    }

    private byte[] opened(String stored) {
        String name = TextSeal.keyOf(stored);
        if (!keys.has(name)) {
            throw refused(
                    "DATA_ENCRYPTION_KEYS lacks the key named " + name + ", with which the database is encrypted");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(seal.open(stored).text());
        } catch (IllegalStateException e) {
            throw refused("DATA_ENCRYPTION_KEYS holds another key named " + name + " than the one of the database");
        }
        if (!name.equals(keys.current())) {
            jdbc.update("UPDATE data_encryption SET phone_key = ? WHERE phone_key = ?", sealed(key), stored);
        }
        return key;
    }

    private static StartRefusedException refused(String why) {
        return new StartRefusedException(
                why + ".", "Set the keys that were set when the data were stored, each with its name.");
    }

    private String sealed(byte[] key) {
        return seal.seal(NO_TENANT, Base64.getEncoder().encodeToString(key));
    }

    /** Everybody else waits: replicas that start as this one does find the key, others may not write any more. */
    private byte[] switchOn() {
        jdbc.execute("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0");
        jdbc.execute("LOCK TABLE data_encryption, calls, conversations, leads, opt_outs IN ACCESS EXCLUSIVE MODE");
        Optional<String> byAnother = stored();
        if (byAnother.isPresent()) {
            return opened(byAnother.get());
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        PhoneSeal phones = new PhoneSeal(key);
        int sealed = sealOptOuts(phones);
        for (String table : TABLES) {
            sealed += sealPhones(table, phones);
        }
        for (String table : List.of("calls", "conversations", "leads", "opt_outs")) {
            // All that is there was just sealed, so nothing is left to be checked.
            jdbc.execute("ALTER TABLE " + table + " ADD CONSTRAINT " + table + "_customer_phone_is_sealed"
                    + " CHECK (customer_phone LIKE E'\\x01%') NOT VALID");
        }
        jdbc.update(
                "INSERT INTO data_encryption (phone_key, since) VALUES (?, ?)",
                sealed(key),
                Timestamp.from(clock.instant()));
        LOG.info("Encryption is on: {} phone numbers were sealed; texts follow in the background", sealed);
        return key;
    }

    /** Batch after batch in the order of ids, none of them long enough for the connection's time limit. */
    private int sealPhones(String table, PhoneSeal phones) {
        UUID after = NO_TENANT;
        int sealed = 0;
        List<Row> rows;
        do {
            rows = jdbc.query(
                    "SELECT id, tenant_id, customer_phone FROM " + table
                            + " WHERE id > ? AND customer_phone IS NOT NULL ORDER BY id LIMIT " + BATCH,
                    (row, number) -> new Row(
                            row.getObject("id", UUID.class),
                            row.getObject("tenant_id", UUID.class),
                            row.getString("customer_phone")),
                    after);
            if (!rows.isEmpty()) {
                after = rows.get(rows.size() - 1).id();
                jdbc.update(
                        "UPDATE " + table + " t SET customer_phone = v.phone"
                                + " FROM unnest(CAST(? AS uuid[]), CAST(? AS text[])) AS v(id, phone) WHERE t.id = v.id",
                        rows.stream().map(row -> row.id().toString()).toArray(String[]::new),
                        rows.stream()
                                .map(row -> phones.seal(row.tenantId(), row.phone()))
                                .toArray(String[]::new));
                sealed += rows.size();
            }
        } while (rows.size() == BATCH);
        return sealed;
    }

    private int sealOptOuts(PhoneSeal phones) {
        int sealed = 0;
        List<Row> rows;
        do {
            rows = jdbc.query(
                    "SELECT tenant_id, customer_phone FROM opt_outs WHERE customer_phone LIKE '+%' LIMIT " + BATCH,
                    (row, number) ->
                            new Row(null, row.getObject("tenant_id", UUID.class), row.getString("customer_phone")));
            jdbc.batchUpdate(
                    "UPDATE opt_outs SET customer_phone = ? WHERE tenant_id = ? AND customer_phone = ?",
                    rows.stream()
                            .map(row ->
                                    new Object[] {phones.seal(row.tenantId(), row.phone()), row.tenantId(), row.phone()
                                    })
                            .toList());
            sealed += rows.size();
        } while (rows.size() == BATCH);
        return sealed;
    }

    private record Row(UUID id, UUID tenantId, String phone) {}
}
