package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.StandIns.Sent;
import com.nevermisscall.callservice.support.Story;
import com.nevermisscall.callservice.support.Story.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A trace that a caller begins goes on through everything that its request leads to, however much later. */
class TraceStoryIT extends ServiceStory {

    private static final String SPAN = "00f067aa0ba902b7";

    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void theAnswerAMinuteLaterBelongsToTheCustomersText() {
        String conversationId = conversation();

        assertThat(textsTraced(conversationId, "00-" + trace + "-" + SPAN + "-01")
                        .status())
                .isEqualTo(200);
        pass(COUNTDOWN);
        awaitLastMessage(conversationId, "We can help. What is your address?", "sent");

        assertThat(StandIns.questions(story.tenantId()))
                .singleElement()
                .extracting(Sent::traceParent)
                .satisfies(this::continuesTheTrace);
        List<Sent> texts = StandIns.texts(story.tenantId());
        assertThat(texts.get(texts.size() - 1).traceParent()).satisfies(this::continuesTheTrace);
        await().untilAsserted(() -> {
            assertThat(traceOfEvent("message_received")).satisfies(this::continuesTheTrace);
            assertThat(traceOfEvent("ai_activated")).satisfies(this::continuesTheTrace);
        });
    }

    @Test
    void aTextThatIsTriedAgainKeepsItsTrace() {
        StandIns.twilioAnswers(story.tenantId(), StandIns.status(503));
        String sid = Story.newSid("CA");
        story.calls(sid, "ringing");
        story.send(
                "POST",
                "/calls/missed",
                Map.of("callSid", sid, "callStatus", "no-answer"),
                "x-service-key",
                Story.SERVICE_KEY,
                "traceparent",
                "00-" + trace + "-" + SPAN + "-01");

        await().until(() -> StandIns.texts(story.tenantId()).size() >= 2);
        StandIns.twilioAccepts(story.tenantId());

        assertThat(StandIns.texts(story.tenantId()))
                .extracting(Sent::traceParent)
                .allSatisfy(this::continuesTheTrace);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theLogTellsTheTrace(CapturedOutput log) {
        StandIns.aiAnswers(story.tenantId(), StandIns.status(400));
        String conversationId = conversationOfAi();
        textsTraced(conversationId, "00-" + trace + "-" + SPAN + "-01");

        await().untilAsserted(() -> assertThat(log.getOut()).containsPattern("traceId=" + trace + "[^]]*]: AI turn"));
    }

    @Test
    void aTraceThatIsNoneIsReplacedByANewOne() {
        String conversationId = conversationOfAi();

        assertThat(textsTraced(conversationId, "00-nonsense").status()).isEqualTo(200);
        await().until(() -> !StandIns.questions(story.tenantId()).isEmpty());

        assertThat(StandIns.questions(story.tenantId()).get(0).traceParent())
                .as("nothing is sent anywhere, so nothing that begins here is recorded")
                .matches("00-\\p{XDigit}{32}-\\p{XDigit}{16}-00");
    }

    private Answer textsTraced(String conversationId, String traceParent) {
        return story.send(
                "POST",
                "/conversations/" + conversationId + "/messages",
                Map.of("messageSid", Story.newSid("SM"), "body", "My sink leaks"),
                "x-service-key",
                Story.SERVICE_KEY,
                "traceparent",
                traceParent);
    }

    private String traceOfEvent(String name) {
        return StandIns.events(story.tenantId()).stream()
                .filter(event -> event.body().path("event").asText().equals(name))
                .map(Sent::traceParent)
                .findFirst()
                .orElse("not told yet");
    }

    /** The caller's trace, another span, and the caller's decision to record it. */
    private void continuesTheTrace(String traceParent) {
        assertThat(traceParent).matches("00-" + trace + "-\\p{XDigit}{16}-01").doesNotContain(SPAN);
    }
}
