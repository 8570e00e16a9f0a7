package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.encryption.Vault;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which customers want no texts from which tenant. A row that was undone stays, as proof. */
@Repository
class OptOutRepository {

    private static final String OPT_OUT = """
            INSERT INTO opt_outs (tenant_id, customer_phone, source, opted_out_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, customer_phone) DO UPDATE
                SET source = excluded.source, opted_out_at = excluded.opted_out_at, opted_in_at = NULL
                WHERE opt_outs.opted_in_at IS NOT NULL""";

    private final JdbcClient jdbc;
    private final Vault vault;

    OptOutRepository(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Whether the customer has opted out and not in again. */
    boolean contains(UUID tenantId, String customerPhone) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM opt_outs WHERE tenant_id = ? AND customer_phone = ? AND opted_in_at IS NULL)")
                .params(tenantId, vault.sealPhone(tenantId, customerPhone))
                .query(Boolean.class)
                .single();
    }

    /** The proof of an opt-out, undone or not. */
    Optional<OptOut> find(UUID tenantId, String customerPhone) {
        return jdbc.sql(
                        "SELECT source, opted_out_at, opted_in_at FROM opt_outs WHERE tenant_id = ? AND customer_phone = ?")
                .params(tenantId, vault.sealPhone(tenantId, customerPhone))
                .query((row, number) -> new OptOut(
                        OptOutSource.valueOf(row.getString("source")),
                        row.getTimestamp("opted_out_at").toInstant(),
                        row.getTimestamp("opted_in_at") == null
                                ? null
                                : row.getTimestamp("opted_in_at").toInstant()))
                .optional();
    }

    /** Records an opt-out; says whether it is news. */
    boolean add(UUID tenantId, String customerPhone, OptOutSource source, Instant now) {
        return jdbc.sql(OPT_OUT)
                        .params(tenantId, vault.sealPhone(tenantId, customerPhone), source.name(), Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Undoes an opt-out, if there is one. */
    void remove(UUID tenantId, String customerPhone, Instant now) {
        jdbc.sql(
                        "UPDATE opt_outs SET opted_in_at = ? WHERE tenant_id = ? AND customer_phone = ? AND opted_in_at IS NULL")
                .params(Timestamp.from(now), tenantId, vault.sealPhone(tenantId, customerPhone))
                .update();
    }
}
