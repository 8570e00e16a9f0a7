package com.nevermisscall.callservice.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.nevermisscall.callservice.conversation.Sender;
import com.nevermisscall.callservice.conversation.Utterance;
import com.nevermisscall.callservice.durable.TenantWorkers;
import com.nevermisscall.callservice.integration.dispatch.DispatchClient;
import com.nevermisscall.callservice.integration.dispatch.DispatchUnavailableException;
import com.nevermisscall.callservice.lead.LeadArea;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What becomes of a turn in which the AI gives no answer. */
class AiTurnTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID TENANT = UUID.randomUUID();
    private static final TurnId TURN = new TurnId(UUID.randomUUID(), 3);
    private static final LeadArea NO_ADDRESS = new LeadArea(null, null, null);

    private final AiTurnLedger ledger = mock();
    private final TenantWorkers workers = mock();
    private final AddressCheck addresses = mock();
    private final DispatchClient dispatch = mock();
    private final AiTurn turn =
            new AiTurn(ledger, workers, addresses, mock(), dispatch, mock(), Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void open() {
        dueSince(NOW);
        when(workers.hold(eq(TENANT), any()))
                .thenAnswer(
                        call -> call.<Supplier<Optional<Instant>>>getArgument(1).get());
        when(addresses.checked(TENANT, TURN.conversationId(), NO_ADDRESS)).thenReturn(NO_ADDRESS);
    }

    @AfterEach
    void leaveNoTrace() {
        MDC.clear();
    }

    @Test
    void aTurnForWhichTheAiIsAskedTooMuchAlreadyIsTakenASecondLaterAndHasNotFailed() {
        noAnswer("bulkhead_full");

        assertThat(turn.take(TURN.toString())).contains(NOW.plusSeconds(1));
        verify(ledger, never()).fail(any(), any());
    }

    @Test
    void aTurnWhoseQuestionIsNotAskedBecauseTheAiHasFailedHereIsLeftToOthersForFiveSeconds() {
        noAnswer("circuit_open");
        dueSince(NOW.minusMillis(4999));

        assertThat(turn.take(TURN.toString())).contains(NOW.plusSeconds(1));
        verify(ledger, never()).fail(any(), any());

        dueSince(NOW.minusSeconds(5));
        assertThat(turn.take(TURN.toString())).isEmpty();
        verify(ledger).fail(TURN, "circuit_open");
    }

    @Test
    void aTurnThatTheShutdownEndsIsHandedOn() {
        noAnswer("interrupted");

        assertThatExceptionOfType(DispatchUnavailableException.class).isThrownBy(() -> turn.take(TURN.toString()));
        verify(ledger, never()).fail(any(), any());
    }

    @Test
    void aTurnInWhichTheAiFailsIsOver() {
        noAnswer("timeout");

        assertThat(turn.take(TURN.toString())).isEmpty();
        verify(ledger).fail(TURN, "timeout");
    }

    private void dueSince(Instant takenOver) {
        List<Utterance> said = List.of(new Utterance(NOW.minusSeconds(60), Sender.CUSTOMER, "My sink is leaking"));
        OpenTurn open = new OpenTurn(TENANT, "+12125550101", "+13105550199", takenOver, said, NO_ADDRESS);
        when(ledger.open(TURN)).thenReturn(Optional.of(open));
    }

    private void noAnswer(String reason) {
        DispatchUnavailableException failure = mock();
        when(failure.reason()).thenReturn(reason);
        // Else a test that it fails cannot be reported.
        when(failure.getStackTrace()).thenReturn(new StackTraceElement[0]);
        when(failure.getSuppressed()).thenReturn(new Throwable[0]);
        when(dispatch.ask(any())).thenThrow(failure);
    }
}
