package com.nevermisscall.callservice.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;

/** A customer whose text nobody has answered yet, and the task of the countdown. */
record Waiting(Story customer, String conversationId, String countdown) {

    /** Lets a customer text. */
    static Waiting of(Story customer) {
        Story.Answer text = customer.texts("My sink is leaking");
        assertThat(text.status()).isEqualTo(200);
        assertThat(text.data().path("humanResponseWindow").asInt()).isPositive();
        String conversationId = text.text("conversationId");
        String countdown = Replicas.database()
                .sql("SELECT task_instance FROM scheduled_tasks WHERE task_name = 'countdown' AND task_instance LIKE ?")
                .param(conversationId + ":%")
                .query(String.class)
                .single();
        return new Waiting(customer, conversationId, countdown);
    }

    /** Whether the countdown is still owed. */
    boolean isOwed() {
        return Replicas.database()
                        .sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'countdown' AND task_instance = ?")
                        .param(countdown)
                        .query(Long.class)
                        .single()
                == 1;
    }

    void assertAnsweredOnce() {
        assertThat(StandIns.questions(customer.tenantId()))
                .filteredOn(question ->
                        question.body().path("conversation_id").asText().equals(conversationId))
                .hasSize(1);
        assertThat(StandIns.texts(customer.tenantId(), customer.customer())).hasSize(1);
        assertThat(StandIns.told(customer.tenantId()))
                .filteredOn(event -> event.body().path("event").asText().equals("ai_activated")
                        && event.body().at("/data/conversationId").asText().equals(conversationId))
                .hasSize(1);
    }
}
