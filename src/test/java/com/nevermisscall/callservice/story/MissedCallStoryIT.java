package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The service's main job, from the ringing of the phone to the AI's answer. */
class MissedCallStoryIT extends ServiceStory {

    @Test
    void aMissedCallIsAnsweredByTheAiWhenNoHumanDoes() {
        Story.Answer missed = story.missedCall();
        assertThat(missed.status()).isEqualTo(200);
        assertThat(missed.text("call.status")).isEqualTo("missed");
        assertThat(missed.data().at("/call/autoResponseSent").asBoolean()).isTrue();
        String conversationId = missed.text("call.conversationId");
        assertThat(StandIns.texts(story.tenantId())).singleElement().satisfies(text -> {
            assertThat(text.body().path("to").asText()).isEqualTo(story.customer());
            assertThat(text.body().path("body").asText()).contains("Smith Plumbing");
        });

        Story.Answer text = story.texts(conversationId, "My sink is leaking");
        assertThat(text.data().path("humanResponseWindow").asInt()).isEqualTo(60);
        assertThat(story.conversation(conversationId).path("state").asText()).isEqualTo("waiting_for_human");
        clock.forward(Duration.ofSeconds(45));
        assertThat(story.conversation(conversationId).path("state").asText()).isEqualTo("waiting_for_human");

        clock.forward(Duration.ofSeconds(16));
        await().untilAsserted(() -> assertThat(StandIns.texts(story.tenantId())).hasSize(2));
        JsonNode conversation = story.conversation(conversationId);
        assertThat(conversation.path("state").asText()).isEqualTo("ai_active");
        assertThat(StandIns.questions(story.tenantId())).singleElement().satisfies(question -> {
            assertThat(question.body().path("current_message").asText()).isEqualTo("My sink is leaking");
            assertThat(question.body().path("conversation_history")).hasSize(1);
        });
    }
}
