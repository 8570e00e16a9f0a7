package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.support.Rows.CUSTOMER;
import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.SqlTest;
import java.sql.Timestamp;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SqlTest
class OptOutRepositoryIT {

    private final UUID tenant = UUID.randomUUID();

    @Autowired
    private OptOutRepository optOuts;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anOptOutIsNewsOnce() {
        assertThat(optOuts.contains(tenant, CUSTOMER)).isFalse();

        assertThat(optOuts.add(tenant, CUSTOMER, OptOutSource.CUSTOMER, NOW)).isTrue();
        assertThat(optOuts.add(tenant, CUSTOMER, OptOutSource.CARRIER, NOW.plusSeconds(9)))
                .isFalse();

        assertThat(optOuts.contains(tenant, CUSTOMER)).isTrue();
        assertThat(stored()).containsEntry("source", "CUSTOMER").containsEntry("opted_out_at", Timestamp.from(NOW));
    }

    @Test
    void anOptOutIsUndoneAndKeptAsProof() {
        optOuts.add(tenant, CUSTOMER, OptOutSource.CUSTOMER, NOW);
        optOuts.remove(tenant, CUSTOMER, NOW.plusSeconds(60));

        assertThat(optOuts.contains(tenant, CUSTOMER)).isFalse();
        assertThat(stored())
                .containsEntry("opted_out_at", Timestamp.from(NOW))
                .containsEntry("opted_in_at", Timestamp.from(NOW.plusSeconds(60)));
    }

    @Test
    void undoingTwiceKeepsTheFirstTime() {
        optOuts.add(tenant, CUSTOMER, OptOutSource.CUSTOMER, NOW);
        optOuts.remove(tenant, CUSTOMER, NOW.plusSeconds(60));
        optOuts.remove(tenant, CUSTOMER, NOW.plusSeconds(120));

        assertThat(stored()).containsEntry("opted_in_at", Timestamp.from(NOW.plusSeconds(60)));
    }

    @Test
    void anOptOutAfterThatIsNewsAgain() {
        optOuts.add(tenant, CUSTOMER, OptOutSource.CUSTOMER, NOW);
        optOuts.remove(tenant, CUSTOMER, NOW.plusSeconds(60));

        assertThat(optOuts.add(tenant, CUSTOMER, OptOutSource.CARRIER, NOW.plusSeconds(120)))
                .isTrue();
        assertThat(optOuts.contains(tenant, CUSTOMER)).isTrue();
        assertThat(stored())
                .containsEntry("source", "CARRIER")
                .containsEntry("opted_out_at", Timestamp.from(NOW.plusSeconds(120)))
                .containsEntry("opted_in_at", null);
    }

    @Test
    void isOfOneTenantAndOneCustomer() {
        optOuts.add(tenant, CUSTOMER, OptOutSource.CUSTOMER, NOW);

        assertThat(optOuts.contains(UUID.randomUUID(), CUSTOMER)).isFalse();
        assertThat(optOuts.contains(tenant, "+12125550102")).isFalse();

        optOuts.remove(UUID.randomUUID(), CUSTOMER, NOW);
        optOuts.remove(tenant, "+12125550102", NOW);
        assertThat(optOuts.contains(tenant, CUSTOMER)).isTrue();
    }

    private Map<String, Object> stored() {
        return jdbc.sql("SELECT source, opted_out_at, opted_in_at FROM opt_outs WHERE tenant_id = ?")
                .param(tenant)
                .query()
                .singleRow();
    }
}
