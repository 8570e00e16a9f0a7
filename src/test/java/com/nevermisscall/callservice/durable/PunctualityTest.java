package com.nevermisscall.callservice.durable;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.nevermisscall.callservice.support.SettableTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class PunctualityTest {

    private static final Instant LATE = NOW.minusSeconds(1);

    private final Rush rush = new Rush(Clock.fixed(NOW, ZoneOffset.UTC), new SettableTime()::currentTimeNanos);
    private final IntSupplier others = mock();
    private final Punctuality punctuality = new Punctuality(rush, List.of(new PunctualTask("countdown", others)));
    private final CompletionHandler<String> end = new CompletionHandler.OnCompleteRemove<>();

    @Test
    void whoIsLateTakesTheOthersAndSeesARush() {
        when(others.getAsInt()).thenReturn(1);

        assertThat(run("countdown", LATE)).isSameAs(end);

        assertThat(rush.mayBegin(32)).isEqualTo(1);
    }

    @Test
    void oneThatIsLateAloneIsNoRush() {
        assertThat(run("countdown", LATE)).isSameAs(end);

        verify(others).getAsInt();
        assertThat(rush.mayBegin(32)).isEqualTo(32);
    }

    @Test
    void whoIsInTimeLeavesTheOthers() {
        assertThat(run("countdown", NOW)).isSameAs(end);

        verify(others, never()).getAsInt();
    }

    @Test
    void otherTasksMayBeLate() {
        assertThat(run("deliver-sms", LATE)).isSameAs(end);

        verify(others, never()).getAsInt();
    }

    @Test
    void whatFailsWithTheOthersIsNotKeptFromTheWorkers() {
        when(others.getAsInt()).thenThrow(new IllegalStateException());

        assertThatIllegalStateException().isThrownBy(() -> run("countdown", LATE));
    }

    private CompletionHandler<?> run(String task, Instant due) {
        TaskInstance<String> instance = new TaskInstance<>(task, "1");
        ExecutionContext context = new ExecutionContext(null, new Execution(due, instance), null, null);
        ExecutionChain chain = mock();
        when(chain.proceed(instance, context)).thenAnswer(call -> end);
        return punctuality.execute(instance, context, chain);
    }
}
