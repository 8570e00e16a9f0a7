package com.nevermisscall.callservice.durable;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.nevermisscall.callservice.support.SqlTest;
import com.nevermisscall.callservice.support.Storm;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which due tasks the workers get, in a table like theirs. */
@SqlTest
class FairFetchIT {

    private static final String TABLE = "fair_fetch";
    private static final int ORDINARY = 50;
    private static final int YIELDING = 10;

    @Autowired
    private JdbcClient jdbc;

    private final WaitingWorkers waiting = new WaitingWorkers(1, Clock.fixed(NOW, ZoneOffset.UTC));
    private JdbcTaskRepository tasks;
    private int usable = Integer.MAX_VALUE;

    @BeforeEach
    void table(@Autowired DataSource dataSource) {
        jdbc.sql("DROP TABLE IF EXISTS " + TABLE).update();
        jdbc.sql("CREATE TABLE " + TABLE + " (LIKE scheduled_tasks INCLUDING ALL)")
                .update();
        TaskResolver known = new TaskResolver(
                SchedulerListeners.NOOP,
                () -> NOW,
                List.of(
                        Tasks.oneTime("countdown").execute((instance, context) -> {}),
                        waiting.task("deliver-sms", text -> Optional.empty())));
        tasks = new JdbcTaskRepository(
                dataSource,
                false,
                new FairFetch(free -> Math.min(free, usable), waiting::notNow),
                TABLE,
                known,
                new SchedulerName.Fixed("me"),
                false,
                () -> NOW);
    }

    @Test
    void ordinaryTasksGoByTime() {
        owe("second", NOW.minusSeconds(1), ORDINARY);
        owe("first", NOW.minusSeconds(2), ORDINARY);
        owe("third", NOW, ORDINARY);
        owe("later", NOW.plusMillis(1), ORDINARY);

        assertThat(fetch(2)).containsExactly("first", "second");
        assertThat(fetch(2)).containsExactly("third");
        assertThat(fetch(2)).isEmpty();
    }

    @Test
    void noMoreIsTakenThanWorkersMayBeUsed() {
        owe("first", NOW.minusSeconds(2), ORDINARY);
        owe("second", NOW.minusSeconds(1), ORDINARY);

        usable = 0;
        assertThat(fetch(2)).isEmpty();
        usable = 1;
        assertThat(fetch(2)).containsExactly("first");
    }

    @Test
    void anOrdinaryTaskGoesBeforeAFloodThatWasDueLongBefore() {
        flood(100);
        owe("ordinary", NOW, ORDINARY);

        assertThat(fetch(1)).containsExactly("ordinary");
    }

    @Test
    void whatYieldsGetsOnePlaceInFourWhileThereIsOrdinaryWork() {
        flood(100);
        IntStream.range(0, 100).forEach(i -> owe("ordinary" + i, NOW, ORDINARY));

        List<String> oneByOne =
                IntStream.range(0, 40).boxed().flatMap(i -> fetch(1).stream()).toList();
        assertThat(oneByOne).filteredOn(task -> task.startsWith("flood")).hasSize(10);
        assertThat(fetch(10))
                .hasSize(10)
                .filteredOn(task -> task.startsWith("flood"))
                .hasSize(2);
        assertThat(fetch(10))
                .hasSize(10)
                .filteredOn(task -> task.startsWith("flood"))
                .hasSize(3);
    }

    @Test
    void whatYieldsGetsAllPlacesThatNobodyElseWantsInOrderOfTime() {
        flood(20);
        owe("ordinary", NOW, ORDINARY);

        assertThat(fetch(10))
                .hasSize(10)
                .contains("ordinary", "flood0", "flood8")
                .doesNotContain("flood9");
        assertThat(fetch(20)).hasSize(11);
    }

    @Test
    void ordinaryTasksGetThePlacesThatNothingYieldingWants() {
        IntStream.range(0, 20).forEach(i -> owe("ordinary" + i, NOW, ORDINARY));

        assertThat(fetch(8)).hasSize(8);
        assertThat(fetch(8)).hasSize(8);
    }

    @Test
    void aTaskThatThisReleaseDoesNotKnowIsLeftToThoseThatDo() {
        jdbc.sql("INSERT INTO " + TABLE + " (task_name, task_instance, execution_time, picked, version)"
                        + " VALUES ('unknown', '1', ?, false, 1), ('countdown', '1', ?, false, 1)")
                .params(Timestamp.from(NOW.minusSeconds(1)), Timestamp.from(NOW))
                .update();

        assertThat(fetch(1)).as("found out").isEmpty();
        assertThat(fetch(1)).containsExactly("1");
    }

    @Test
    void textsAreLeftWhileAllThatMayWaitDoAndTakenAfterThat() {
        owe("deliver-sms", "text", NOW.minusSeconds(2), ORDINARY);
        owe("deliver-sms", "floodOfTexts", NOW.minusSeconds(2), YIELDING);
        owe("unknown", "1", NOW.minusSeconds(1), ORDINARY);
        owe("countdown", NOW, ORDINARY);
        flood(1);

        waiting.hold(() -> {
            assertThat(fetch(1)).as("found out").isEmpty();
            assertThat(fetch(8)).containsExactlyInAnyOrder("countdown", "flood0");
            return Optional.empty();
        });

        assertThat(fetch(8)).containsExactlyInAnyOrder("text", "floodOfTexts");
    }

    @Test
    void whatAReplicaOfTheOldReleaseOwesIsOrdinary() {
        flood(100);
        jdbc.sql("INSERT INTO " + TABLE + " (task_name, task_instance, execution_time, picked, version)"
                        + " VALUES ('countdown', 'old', ?, false, 1)")
                .param(Timestamp.from(NOW))
                .update();

        assertThat(fetch(1)).containsExactly("old");
    }

    @Test
    void noTaskGoesToTwo() {
        flood(200);
        IntStream.range(0, 200).forEach(i -> owe("ordinary" + i, NOW, ORDINARY));
        Callable<List<String>> worker = () -> fetch(7);

        List<String> fetched = Storm.of(4, Collections.nCopies(100, worker)).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(fetched).doesNotHaveDuplicates().hasSize(400);
    }

    private void flood(int count) {
        IntStream.range(0, count).forEach(i -> owe("flood" + i, NOW.minusSeconds(1000 - i), YIELDING));
    }

    private void owe(String instance, Instant due, int priority) {
        owe("countdown", instance, due, priority);
    }

    private void owe(String task, String instance, Instant due, int priority) {
        jdbc.sql("INSERT INTO " + TABLE + " (task_name, task_instance, execution_time, picked, version, priority)"
                        + " VALUES (?, ?, ?, false, 1, ?)")
                .params(task, instance, Timestamp.from(due), priority)
                .update();
    }

    private List<String> fetch(int places) {
        return tasks.lockAndGetDue(NOW, places).stream().map(Execution::getId).toList();
    }
}
