package com.nevermisscall.callservice.faults;

import com.nevermisscall.callservice.faults.EventLedger.Owed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds what the service has acknowledged to the customers of one business against what it has stored and what the
 * collaborators have heard. To be asked when all is settled.
 */
final class Audit {

    private final Cluster cluster;
    private final Business business;
    private final JdbcClient database;
    private final Findings findings;
    private final Map<String, List<StoredText>> stored;
    private final Map<String, List<Heard>> textsByPhone;
    private final Map<String, List<Heard>> questionsByPhone;

    private final List<Owed> events;
    /** The conversations, by id, which it is no fault of the service that the AI has not answered. */
    private final Set<String> unanswerable;

    private Audit(
            Cluster cluster,
            Business business,
            Findings findings,
            Predicate<Instant> aiMayFail,
            Set<String> turnsWithdrawn) {
        this.cluster = cluster;
        this.business = business;
        this.findings = findings;
        this.database = cluster.database();
        this.stored = storedTexts();
        UUID tenantId = business.tenantId();
        this.events = EventLedger.owedTo(tenantId, database);
        this.unanswerable = new HashSet<>(turnsWithdrawn);
        events.stream()
                .filter(event -> event.event().equals("ai_failed") && aiMayFail.test(event.committed()))
                .forEach(event -> unanswerable.add(event.streamId().toString()));
        this.textsByPhone =
                cluster.recorder().twilio().taken(tenantId).stream().collect(Collectors.groupingBy(Heard::to));
        this.questionsByPhone =
                cluster.recorder().dispatch().heard(tenantId).stream().collect(Collectors.groupingBy(Heard::caller));
    }

    /** What is found where nobody keeps the AI from answering. */
    static Findings of(Cluster cluster, Business... businesses) {
        return whereTurnsWereWithdrawn(Set.of(), cluster, List.of(businesses));
    }

    /** What is found where the trial has {@link AiTurns#withdraw withdrawn} the AI's turns in these conversations. */
    static Findings whereTurnsWereWithdrawn(Set<String> conversations, Cluster cluster, List<Business> businesses) {
        Findings findings = new Findings();
        businesses.forEach(business -> new Audit(cluster, business, findings, never -> false, conversations).check());
        return findings;
    }

    /**
     * What is found where the AI fails at times: there a person who was called for ({@code ai_failed} and
     * {@code attention_needed}) stands for its answer.
     */
    static Findings whereTheAiFails(Cluster cluster, Business business, Predicate<Instant> then) {
        Findings findings = new Findings();
        new Audit(cluster, business, findings, then, Set.of()).check();
        return findings;
    }

    private void check() {
        business.customers().forEach(this::check);
        refusals();
        rows();
        events();
        callsForPeople();
    }

    private Map<String, List<StoredText>> storedTexts() {
        return database
                .sql("""
                        SELECT m.id, c.customer_phone, m.message_sid, m.sender, m.kind, m.status, m.body, m.created_at
                        FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.tenant_id = ?
                        ORDER BY m.conversation_id, m.position""")
                .param(business.tenantId())
                .query((row, number) -> new StoredText(
                        row.getString("id"),
                        row.getString("customer_phone"),
                        row.getString("message_sid"),
                        row.getString("sender"),
                        row.getString("kind"),
                        row.getString("status"),
                        row.getString("body"),
                        row.getTimestamp("created_at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.groupingBy(StoredText::phone));
    }

    private void check(Customer customer) {
        if (customer.missed() != null) {
            findings.acknowledged(1);
            greeted(customer);
        }
        customer.texts().forEach(text -> taken(customer, text));
        customer.replies().forEach(reply -> {
            findings.acknowledged(1);
            replied(customer, reply);
            silent(customer, reply);
        });
        if (!customer.replies().isEmpty()) {
            nothingOfTheAiAfterAReply(customer);
        }
        sentOnce(customer);
        countdown(customer);
    }

    private void greeted(Customer customer) {
        List<StoredText> greetings = stored(customer).stream()
                .filter(text -> text.kind().equals("GREETING"))
                .toList();
        if (greetings.isEmpty() && !customer.mayGoUngreeted()) {
            findings.lost(customer.phone() + ": the missed call was acknowledged, and there is no greeting");
        } else if (greetings.size() > 1) {
            findings.doubled(customer.phone() + ": " + greetings.size() + " greetings");
        }
        greetings.forEach(greeting -> wentOut(customer, greeting));
    }

    private void taken(Customer customer, Customer.Text text) {
        findings.acknowledged(1);
        long rows = stored(customer).stream()
                .filter(row -> text.sid().equals(row.sid()))
                .count();
        if (rows != 1) {
            findings.lost(customer.phone() + ": the text " + text.sid() + " is stored " + rows + " times");
        }
        if (text.awaitsAi() && customer.replies().isEmpty()) {
            List<StoredText> answers = stored(customer).stream()
                    .filter(row -> row.sender().equals("AI") && row.body().contains(text.words()))
                    .toList();
            if (answers.isEmpty() && !unanswerable.contains(text.answer().text("conversationId"))) {
                findings.lost(customer.phone() + ": the AI has not answered the text " + text.sid());
            }
            if (answers.size() > 1) {
                findings.doubled(customer.phone() + ": the AI has answered the text " + text.sid() + " "
                        + answers.size() + " times");
            }
            answers.forEach(answer -> wentOut(customer, answer));
        }
    }

    private void wentOut(Customer customer, StoredText text) {
        boolean accepted = sent(customer).stream().anyMatch(sent -> sent.text().equals(text.body()));
        if (!accepted || !text.status().equals("SENT")) {
            findings.lost(customer.phone() + ": the " + text.kind() + " of " + text.sender() + " is " + text.status()
                    + (accepted ? " although" : " and not") + " accepted by twilio-server");
        }
    }

    /** A reply is stored once and has gone out. */
    private void replied(Customer customer, Attempt reply) {
        List<StoredText> rows = stored(customer).stream()
                .filter(row -> row.sender().equals("HUMAN") && row.id().equals(reply.text("id")))
                .toList();
        if (rows.isEmpty()) {
            findings.lost(customer.phone() + ": the reply " + reply.text("id") + " is not stored");
        }
        rows.forEach(row -> wentOut(customer, row));
    }

    /** After a reply was answered no AI text goes out. */
    private void silent(Customer customer, Attempt reply) {
        sent(customer).stream()
                .filter(text -> text.text().startsWith(Recorder.aiAnswerTo("")))
                .filter(text -> text.takenAt().isAfter(reply.end()))
                .forEach(text -> findings.stale(customer.phone() + ": an AI text went out "
                        + Duration.between(reply.end(), text.takenAt()).toMillis()
                        + " ms after the reply was answered"));
    }

    /** Nobody has handed the conversation back, so after a person's text there is none of the AI. */
    private void nothingOfTheAiAfterAReply(Customer customer) {
        boolean replied = false;
        for (StoredText text : stored(customer)) {
            replied |= text.sender().equals("HUMAN");
            if (replied && text.sender().equals("AI")) {
                findings.stale(customer.phone() + ": an AI text was stored after a reply");
            }
        }
    }

    private void sentOnce(Customer customer) {
        sent(customer).stream()
                .collect(Collectors.groupingBy(Heard::text, Collectors.mapping(Heard::key, Collectors.toSet())))
                .values()
                .stream()
                .filter(keys -> keys.size() > 1)
                .forEach(keys ->
                        findings.doubled(customer.phone() + ": one text under " + keys.size() + " idempotency keys"));
    }

    /** How late the countdown of the first text was, which began with it. */
    private void countdown(Customer customer) {
        customer.texts().stream()
                .min(Comparator.comparing(text -> text.answer().at()))
                .flatMap(text -> due(customer, text)
                        .flatMap(due -> asked(customer, text).map(asked -> Duration.between(due, asked))))
                .ifPresent(findings::late);
    }

    /** The answer tells how many seconds are left, which for the text that started the countdown are all. */
    private Optional<Instant> due(Customer customer, Customer.Text text) {
        return stored(customer).stream()
                .filter(row -> text.sid().equals(row.sid()))
                .findFirst()
                .filter(row -> text.secondsLeft() > 0)
                .map(row -> row.createdAt().plusSeconds(text.secondsLeft()));
    }

    private Optional<Instant> asked(Customer customer, Customer.Text text) {
        return questionsByPhone.getOrDefault(customer.phone(), List.of()).stream()
                .filter(question -> question.question().contains(text.words()))
                .map(Heard::at)
                .findFirst();
    }

    /** Nothing was wrong with any request, so there is no other answer than yes, and not now. */
    private void refusals() {
        List<Attempt> attempts = business.webhooks().attempts();
        attempts.stream()
                .filter(attempt -> !attempt.acknowledged() && !attempt.isUnanswered() && !attempt.isAskedToComeBack())
                .forEach(attempt -> findings.refused(attempt.path() + ": " + attempt.status() + " " + attempt.body()));
        attempts.stream().filter(Attempt::isAskedToComeBack).forEach(attempt -> findings.postponed());
        business.webhooks()
                .givenUp()
                .forEach(attempt ->
                        findings.refused(attempt.path() + ": never acknowledged, at last " + attempt.status()));
    }

    /** One conversation and one lead for each customer, and nothing that no customer has caused. */
    private void rows() {
        for (String table : List.of("conversations", "leads")) {
            database.sql("SELECT customer_phone, count(*) AS rows FROM " + table
                            + " WHERE tenant_id = ? GROUP BY customer_phone HAVING count(*) > 1")
                    .param(business.tenantId())
                    .query((row, number) -> row.getString("customer_phone") + ": " + row.getInt("rows") + " " + table)
                    .list()
                    .forEach(findings::doubled);
        }
        Set<String> calls = database.sql("SELECT call_sid FROM calls WHERE tenant_id = ? AND status = 'MISSED'"
                        + " AND conversation_id IS NOT NULL AND lead_id IS NOT NULL")
                .param(business.tenantId())
                .query(String.class)
                .set();
        business.customers().stream()
                .filter(customer -> customer.missed() != null && !calls.contains(customer.callSid()))
                .forEach(customer -> findings.lost(customer.phone() + ": the missed call is not stored"));
    }

    /** Every committed event was told, and those of one conversation in their order. */
    private void events() {
        Map<UUID, Instant> told = new HashMap<>();
        cluster.recorder()
                .connection()
                .taken(business.tenantId())
                .forEach(event -> told.putIfAbsent(event.eventId(), event.at()));
        Map<UUID, List<Owed>> streams = events.stream().collect(Collectors.groupingBy(Owed::streamId));
        for (List<Owed> stream : streams.values()) {
            stream.stream()
                    .filter(event -> !told.containsKey(event.eventId()))
                    .forEach(event -> findings.lost("The event " + event.event() + " was never told"));
            for (Owed first : stream) {
                stream.stream()
                        .filter(second -> first.before(second) && toldBefore(told, second, first))
                        .forEach(second -> findings.disordered(second.event() + " was told before " + first.event()));
            }
        }
    }

    /** Where the AI was given up, people were called for. */
    private void callsForPeople() {
        Set<UUID> calledFor = events.stream()
                .filter(event -> event.event().equals("attention_needed"))
                .map(Owed::streamId)
                .collect(Collectors.toSet());
        events.stream().filter(event -> event.event().equals("ai_failed")).forEach(event -> {
            findings.leftToPeople();
            if (!calledFor.contains(event.streamId())) {
                findings.lost("The AI has failed, and nobody was called for: " + event.streamId());
            }
        });
    }

    private static boolean toldBefore(Map<UUID, Instant> told, Owed one, Owed other) {
        Instant first = told.get(one.eventId());
        Instant second = told.get(other.eventId());
        return first != null && second != null && first.isBefore(second);
    }

    private List<StoredText> stored(Customer customer) {
        return stored.getOrDefault(customer.phone(), List.of());
    }

    private List<Heard> sent(Customer customer) {
        return textsByPhone.getOrDefault(customer.phone(), List.of());
    }

    private record StoredText(
            String id,
            String phone,
            String sid,
            String sender,
            String kind,
            String status,
            String body,
            Instant createdAt) {}
}
