package com.nevermisscall.callservice.story;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.StandIns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** While replicas of the first release still write, those of this one take up what they leave. */
class RollingUpgradeStoryIT extends ServiceStory {

    private static final String CONVERSATION = "0195a000-0000-7000-8000-0000000000d1";
    private static final String LEAD = "0195a000-0000-7000-8000-0000000000e1";

    @Test
    void whatAnOldReplicaHasBegunIsGoneOnWith() throws IOException {
        StandIns.aiAnswers(story.tenantId(), okJson(StandIns.aiAnswer("Turn off the main valve")));
        db.sql(releaseOne()).update();

        assertThat(story.lead(LEAD).path("problemDescription").asText()).isEqualTo("The kitchen is under water");

        clock.forward(COUNTDOWN);

        await().untilAsserted(() -> assertThat(StandIns.texts(story.tenantId(), story.customer()))
                .extracting(text -> text.body().path("body").asText())
                .containsExactly("Turn off the main valve"));
        assertThat(story.replies(CONVERSATION, "I am on my way").status()).isEqualTo(200);
        assertThat(story.conversation(CONVERSATION).path("messageCount").asInt())
                .isEqualTo(4);
    }

    /** With this story's tenant and customer; the first release's tasks carried no data. */
    private String releaseOne() throws IOException {
        return new ClassPathResource("schema/release-1.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace(
                        "11111111-2222-4333-8444-555555555555", story.tenantId().toString())
                .replace("+12125550123", story.customer())
                .replace("+13105550100", story.business())
                .replace("'\\xaced'", "NULL");
    }
}
