package com.nevermisscall.callservice.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.nevermisscall.callservice.durable.PunctualTask;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Countdowns that a replica is late with are done together, each as if it were alone. */
@ReplicasTest
class ManyCountdownsIT {

    private static final Duration WINDOW = Duration.ofSeconds(61);

    private final Story story = Replicas.story();

    /** So that what is done together is not done by the workers, one by one. */
    @BeforeEach
    void pause() {
        Stream.of(Replicas.one(), Replicas.two())
                .forEach(replica -> replica.bean(Scheduler.class).pause());
    }

    @AfterEach
    void resume() {
        Stream.of(Replicas.one(), Replicas.two())
                .forEach(replica -> replica.bean(Scheduler.class).resume());
        Replicas.awaitIdle();
    }

    @Test
    void togetherTheyFireOnceEach() {
        List<Waiting> waiting = Stream.generate(() -> Waiting.of(story.anotherCustomer()))
                .limit(40)
                .toList();
        Replicas.clock().forward(WINDOW);

        Callable<Integer> one = () -> elapse(Replicas.one());
        Callable<Integer> two = () -> elapse(Replicas.two());
        List<Integer> taken = Storm.of(
                4,
                Stream.of(Collections.nCopies(4, one), Collections.nCopies(4, two))
                        .flatMap(List::stream)
                        .toList());

        // Other tests may have left countdowns that are due by now.
        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(40);
        assertThat(waiting).noneMatch(Waiting::isOwed);
        await().untilAsserted(() -> assertThat(waiting).allSatisfy(Waiting::assertAnsweredOnce));
        resume();
        assertThat(waiting).allSatisfy(Waiting::assertAnsweredOnce);
    }

    @Test
    void whoseConversationSomebodyHoldsIsLeftToItsOwnTime() {
        Waiting held = Waiting.of(story.anotherCustomer());
        Waiting free = Waiting.of(story.anotherCustomer());
        Replicas.clock().forward(WINDOW);

        new TransactionTemplate(Replicas.two().bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            Replicas.two()
                    .bean(JdbcClient.class)
                    .sql("SELECT 1 FROM conversations WHERE id = ? FOR UPDATE")
                    .param(UUID.fromString(held.conversationId()))
                    .query()
                    .singleValue();
            elapse(Replicas.one());
        });

        assertThat(held.isOwed()).isTrue();
        assertThat(free.isOwed()).isFalse();
        resume();
        await().untilAsserted(held::assertAnsweredOnce);
        await().untilAsserted(free::assertAnsweredOnce);
    }

    @Test
    void whoWasAnsweredByAHumanIsLeftInPeace() {
        Waiting answered = Waiting.of(story);
        assertThat(story.replies(answered.conversationId(), "On my way").status())
                .isEqualTo(200);
        Replicas.clock().forward(WINDOW);
        // As if the reply had come after it was read that the countdown is due.
        owe(answered.countdown());

        elapse(Replicas.one());

        assertThat(answered.isOwed()).isFalse();
        resume();
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
    }

    @Test
    void oneThatIsTooEarlyIsKept() {
        Waiting early = Waiting.of(story);
        Replicas.database()
                .sql("UPDATE scheduled_tasks SET execution_time = ? WHERE task_instance = ?")
                .params(Timestamp.from(Replicas.clock().instant()), early.countdown())
                .update();

        elapse(Replicas.one());

        assertThat(early.isOwed()).isTrue();
        assertThat(StandIns.questions(story.tenantId())).isEmpty();
    }

    private static int elapse(Replicas.Replica replica) {
        return replica.bean(PunctualTask.class).others().getAsInt();
    }

    private static void owe(String countdown) {
        Replicas.database()
                .sql("INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " VALUES ('countdown', ?, ?, false, 1)")
                .params(countdown, Timestamp.from(Replicas.clock().instant()))
                .update();
    }
}
