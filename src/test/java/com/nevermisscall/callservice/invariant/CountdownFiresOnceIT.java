package com.nevermisscall.callservice.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A countdown that was answered for with 200 fires once: never lost, never twice, whatever is killed. */
@ReplicasTest
class CountdownFiresOnceIT {

    private static final Duration WINDOW = Duration.ofSeconds(61);

    private Story story;

    @BeforeEach
    void begin() {
        story = Replicas.story();
    }

    @Test
    void manyAtOnceFireOnceEachThoughEveryHandlerRunsSeveralTimes() {
        List<Waiting> waiting = Stream.generate(() -> Waiting.of(story.anotherCustomer()))
                .limit(20)
                .toList();

        Replicas.clock().forward(WINDOW);
        List<Callable<Boolean>> handlers = new ArrayList<>();
        waiting.forEach(one -> IntStream.range(0, 2).forEach(i -> {
            handlers.add(() -> Replicas.one().fire("countdownTask", one.countdown()));
            handlers.add(() -> Replicas.two().fire("countdownTask", one.countdown()));
        }));
        assertThat(Storm.of(8, handlers)).containsOnly(true);

        await().untilAsserted(() -> assertThat(waiting).allSatisfy(Waiting::assertAnsweredOnce));
        Replicas.awaitIdle();
        assertThat(waiting).allSatisfy(Waiting::assertAnsweredOnce);
    }

    @Test
    void itFiresOnceThoughTheWorkerThatPickedItIsDead() {
        Waiting one = Waiting.of(story);
        Replicas.database()
                .sql("""
                        UPDATE scheduled_tasks SET picked = true, picked_by = 'a dead replica', last_heartbeat = ?
                        WHERE task_name = 'countdown' AND task_instance = ?""")
                .params(Timestamp.from(Replicas.clock().instant().minusSeconds(1)), one.countdown())
                .update();

        Replicas.clock().forward(WINDOW);

        await().untilAsserted(one::assertAnsweredOnce);
        Replicas.awaitIdle();
        one.assertAnsweredOnce();
    }

    @Test
    void anAiTurnIsTakenOnceThoughTheWorkerThatPickedItDiesAndItsHandlerRunsAgain() {
        Waiting one = Waiting.of(story);
        Replicas.clock().forward(WINDOW);
        await().untilAsserted(one::assertAnsweredOnce);

        assertThat(Replicas.one().fire("aiTurnTask", one.countdown())).isTrue();
        assertThat(Replicas.two().fire("aiTurnTask", one.countdown())).isTrue();

        Replicas.awaitIdle();
        one.assertAnsweredOnce();
    }

    @Test
    void itFiresThoughTheReplicaThatAnsweredForItIsKilled() {
        Replicas.Replica doomed = Replicas.another();
        try {
            Story there = new Story(doomed.bean(UserTokens.class), doomed.port());
            List<Waiting> waiting = Stream.generate(() -> Waiting.of(there.anotherCustomer()))
                    .limit(5)
                    .toList();

            doomed.kill();
            Replicas.clock().forward(WINDOW);

            await().untilAsserted(() -> assertThat(waiting).allSatisfy(Waiting::assertAnsweredOnce));
            Replicas.awaitIdle();
            assertThat(waiting).allSatisfy(Waiting::assertAnsweredOnce);
        } finally {
            doomed.context().close();
        }
    }

    @Test
    void itIsNotLostWhenItsTaskRunsTooEarly() {
        Waiting one = Waiting.of(story);
        Replicas.database()
                .sql(
                        "UPDATE scheduled_tasks SET execution_time = ? WHERE task_name = 'countdown' AND task_instance = ?")
                .params(Timestamp.from(Replicas.clock().instant()), one.countdown())
                .update();
        Replicas.awaitIdle();
        assertThat(StandIns.questions(story.tenantId())).isEmpty();

        Replicas.clock().forward(WINDOW);

        await().untilAsserted(one::assertAnsweredOnce);
    }

    @Test
    void aHandlerThatIsLateDoesNothing() {
        Waiting one = Waiting.of(story);
        String conversationId = one.conversationId();
        assertThat(story.replies(conversationId, "On my way").status()).isEqualTo(200);
        assertThat(story.user("PUT", "/conversations/" + conversationId + "/status", Map.of("status", "completed"))
                        .status())
                .isEqualTo(200);
        story.texts(conversationId, "One more thing");
        Replicas.clock().forward(Duration.ofSeconds(30));

        assertThat(Replicas.one().fire("countdownTask", one.countdown())).isTrue();
        assertThat(Replicas.two().fire("aiTurnTask", one.countdown())).isTrue();

        Replicas.awaitIdle();
        assertThat(story.conversation(conversationId).path("state").asText()).isEqualTo("waiting_for_human");
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
    }
}
