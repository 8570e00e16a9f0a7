package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.conversation.ConversationBuilder.NOW;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.aConversation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.nevermisscall.callservice.lead.LeadStatus;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** How a tenant's active conversations are listed and counted. */
@SqlTest
class ActiveConversationsIT {

    private final UUID tenant = UUID.randomUUID();

    @Autowired
    private ConversationRepository conversations;

    @Autowired
    private Rows rows;

    @Test
    void theListIsTheTenantsLatestFirstWithTheStatusOfTheLead() {
        UUID first = listed(tenant, "+12125550101", "QUALIFIED", 10);
        UUID second = listed(tenant, "+12125550102", "NEW", 30);
        UUID third = listed(tenant, "+12125550103", "LOST", 20);
        listed(UUID.randomUUID(), "+12125550101", "NEW", 40);
        rows.lead(rows.conversation(Map.of("tenant_id", tenant, "status", "COMPLETED")), Map.of());

        List<ConversationRepository.ActiveRow> page = conversations.active(tenant, PageRequest.of(0, 2));

        assertThat(page)
                .extracting(row -> row.conversation().getId(), ConversationRepository.ActiveRow::leadStatus)
                .containsExactly(tuple(second, LeadStatus.NEW), tuple(third, LeadStatus.LOST));
        assertThat(conversations.active(tenant, PageRequest.of(1, 2)))
                .extracting(row -> row.conversation().getId())
                .containsExactly(first);
    }

    @Test
    void theCountsAreOfAllActiveConversationsOfTheTenant() {
        conversations.save(aConversation().of(tenant).from("+12125550101").waitingForHuman());
        conversations.save(aConversation().of(tenant).from("+12125550102").aiActive());
        conversations.save(aConversation().of(tenant).from("+12125550103").answeredByAi());
        conversations.save(aConversation().of(tenant).from("+12125550104").humanActive());
        conversations.save(aConversation().of(tenant).from("+12125550105").completed());
        conversations.save(aConversation().aiActive());

        ConversationRepository.ActiveCounts counts = conversations.countActive(tenant);
        assertThat(List.of(counts.getTotal(), counts.getByAi(), counts.getByHuman()))
                .containsExactly(4L, 2L, 1L);

        ConversationRepository.ActiveCounts none = conversations.countActive(UUID.randomUUID());
        assertThat(List.of(none.getTotal(), none.getByAi(), none.getByHuman())).containsExactly(0L, 0L, 0L);
    }

    private UUID listed(UUID ofTenant, String customer, String leadStatus, long seconds) {
        UUID id = rows.conversation(Map.of(
                "tenant_id", ofTenant, "customer_phone", customer, "last_activity_at", NOW.plusSeconds(seconds)));
        rows.lead(id, Map.of("tenant_id", ofTenant, "status", leadStatus));
        return id;
    }
}
