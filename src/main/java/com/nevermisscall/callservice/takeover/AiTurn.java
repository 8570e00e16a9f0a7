package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.OutgoingText;
import com.nevermisscall.callservice.conversation.SmsDelivery;
import com.nevermisscall.callservice.durable.TenantWorkers;
import com.nevermisscall.callservice.integration.dispatch.AiAnswer;
import com.nevermisscall.callservice.integration.dispatch.DispatchClient;
import com.nevermisscall.callservice.integration.dispatch.DispatchUnavailableException;
import com.nevermisscall.callservice.integration.tenant.TenantDirectory;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.lead.LeadArea;
import com.nevermisscall.callservice.web.LogContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The AI's turn, in three steps: a transaction that checks that the AI is still wanted and notes the turn number; the
 * question to dispatch-bot-ai, in no transaction; and a transaction that takes the answer only if the turn number still
 * stands. Whatever happens in between (a human, another text, STOP, the end) has moved it on, and the answer is dropped.
 */
@Service
class AiTurn {

    static final String TASK = "ai-turn";

    private static final Logger LOG = LoggerFactory.getLogger(AiTurn.class);

    /** Why a question was not even asked: as many are as we ask at once. That is no failure, and over soon. */
    private static final String BUSY = "bulkhead_full";

    /** Why a question was not even asked: the AI has failed this replica lately, perhaps no other. */
    private static final String AWAY = "circuit_open";

    /** So long such a turn is left to whichever replica reaches the AI; then people are called for. */
    private static final Duration PASSED_ON = Duration.ofSeconds(5);

    /** Why there is no answer: we are stopping, so another replica takes the turn again. */
    private static final String STOPPING = "interrupted";

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AiTurnLedger ledger;
    private final TenantWorkers workers;
    private final AddressCheck addresses;
    private final TenantDirectory tenants;
    private final DispatchClient dispatch;
    private final SmsDelivery sms;
    private final Clock clock;

    AiTurn(
            AiTurnLedger ledger,
            TenantWorkers workers,
            AddressCheck addresses,
            TenantDirectory tenants,
            DispatchClient dispatch,
            SmsDelivery sms,
            Clock clock) {
        this.ledger = ledger;
        this.workers = workers;
        this.addresses = addresses;
        this.tenants = tenants;
        this.dispatch = dispatch;
        this.sms = sms;
        this.clock = clock;
    }

    /**
     * Takes the turn that the task names, if it still stands; says when to, if the tenant has all its workers in use, or
     * the AI is asked as much as it may be, or another replica may reach it.
     */
    Optional<Instant> take(String instance) {
        TurnId turn = TurnId.parse(instance);
        LogContext.conversation(turn.conversationId());
        return ledger.open(turn).flatMap(open -> workers.hold(open.tenantId(), () -> answer(turn, open)));
    }

    private Optional<Instant> answer(TurnId turn, OpenTurn open) {
        TenantProfile profile = tenants.profileOf(open.tenantId());
        LeadArea area = addresses.checked(open.tenantId(), turn.conversationId(), open.area());
        if (area.isOutside() && ledger.decline(turn, profile).map(this::send).isPresent()) {
            return Optional.empty();
        }
        try {
            AiAnswer answer = dispatch.ask(open.question(turn.conversationId(), profile));
            send(turn, open, profile, answer);
        } catch (DispatchUnavailableException e) {
            if (e.reason().equals(BUSY) || e.reason().equals(AWAY) && mayBePassedOn(open)) {
                return Optional.of(clock.instant().plus(PAUSE));
            }
            if (e.reason().equals(STOPPING)) {
                throw e;
            }
            LOG.warn("AI turn {} failed: {}", turn, e.reason());
            ledger.fail(turn, e.reason());
        }
        return Optional.empty();
    }

    private boolean mayBePassedOn(OpenTurn open) {
        return clock.instant().isBefore(open.since().plus(PASSED_ON));
    }

    /** Sends what the AI says, unless the address that it found turns out to be outside the service area. */
    private void send(TurnId turn, OpenTurn open, TenantProfile profile, AiAnswer answer) {
        String address = answer.customerAddress();
        if (address != null && !address.equals(open.area().address())) {
            ledger.noteAddress(turn, address);
            LeadArea area = addresses.checked(open.tenantId(), turn.conversationId(), LeadArea.unchecked(address));
            if (area.isOutside()
                    && ledger.learnAndDecline(turn, profile, answer)
                            .map(this::send)
                            .isPresent()) {
                return;
            }
        }
        ledger.answer(turn, answer).ifPresent(this::send);
    }

    private boolean send(OutgoingText text) {
        sms.deliver(text);
        return true;
    }
}
