package com.nevermisscall.callservice.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One missed call gives exactly one conversation, one lead and one greeting, and a customer's texts one countdown and
 * one answer: for any number, order and concurrency of deliveries to two replicas.
 */
@ReplicasTest
class OneConversationPerCallerIT {

    private static final int AT_ONCE = 12;

    private Story business;

    @BeforeEach
    void begin() {
        business = Replicas.story();
    }

    @Test
    void aMissedCallThatIsDeliveredTenTimesIsOne() {
        List<Callable<Delivered>> deliveries = new ArrayList<>();
        List<Story> callers = customers(20);
        callers.forEach(caller -> {
            String callSid = Story.newSid("CA");
            IntStream.range(0, 10).forEach(i -> deliveries.add(() -> missed(caller, callSid)));
            Stream.of("ringing", "ringing", "ringing", "no-answer", "busy")
                    .forEach(status ->
                            deliveries.add(() -> new Delivered(caller, "incoming", caller.calls(callSid, status))));
        });

        Map<Story, List<Delivered>> answers = byCustomer(Storm.of(AT_ONCE, deliveries));

        Replicas.awaitIdle();
        answers.forEach((caller, delivered) -> {
            assertThat(delivered)
                    .allSatisfy(one -> assertThat(one.answer().status()).isEqualTo(200));
            assertThat(valuesOf(delivered, "call.id")).hasSize(1);
            List<Delivered> ofMissed = delivered.stream()
                    .filter(one -> one.webhook().equals("missed"))
                    .toList();
            assertThat(valuesOf(ofMissed, "call.status")).containsExactly("missed");
            assertThat(valuesOf(ofMissed, "call.smsTriggered")).containsExactly("true");
            assertThat(ofMissed)
                    .extracting(one -> one.answer().data())
                    .as("all are answered the same, also while the greeting is being sent")
                    .containsOnly(ofMissed.get(0).answer().data());
            assertThat(count("calls", caller)).isEqualTo(1);
            assertOneConversationWithOneGreeting(caller);
        });
    }

    @Test
    void callsOfOneCallerAtTheSameTimeShareOneConversation() {
        List<Callable<Delivered>> deliveries = new ArrayList<>();
        customers(20)
                .forEach(caller -> IntStream.range(0, 8).forEach(i -> {
                    String callSid = Story.newSid("CA");
                    deliveries.add(() -> missed(caller, callSid));
                    deliveries.add(() -> missed(caller, callSid));
                }));

        Map<Story, List<Delivered>> answers = byCustomer(Storm.of(AT_ONCE, deliveries));

        Replicas.awaitIdle();
        answers.forEach((caller, delivered) -> {
            assertThat(delivered)
                    .allSatisfy(one -> assertThat(one.answer().status()).isEqualTo(200));
            assertThat(valuesOf(delivered, "call.id")).hasSize(8);
            assertThat(valuesOf(delivered, "call.conversationId")).hasSize(1);
            assertThat(valuesOf(delivered, "call.leadId")).hasSize(1);
            assertThat(count("calls", caller)).isEqualTo(8);
            assertOneConversationWithOneGreeting(caller);
        });
    }

    @Test
    void aFirstTextThatIsDeliveredTenTimesIsOne() {
        List<Callable<Delivered>> deliveries = new ArrayList<>();
        customers(20).forEach(customer -> {
            String messageSid = Story.newSid("SM");
            IntStream.range(0, 10).forEach(i -> deliveries.add(() -> text(customer, messageSid, "Are you there?")));
        });

        Map<Story, List<Delivered>> answers = byCustomer(Storm.of(AT_ONCE, deliveries));

        answers.forEach((customer, delivered) -> {
            assertThat(delivered)
                    .allSatisfy(one -> assertThat(one.answer().status()).isEqualTo(200));
            assertThat(delivered)
                    .extracting(one -> one.answer().data())
                    .as("all are answered the same")
                    .containsOnly(delivered.get(0).answer().data());
            assertThat(count("messages", customer)).isEqualTo(1);
            assertThat(count("conversations", customer)).isEqualTo(1);
            assertThat(count("leads", customer)).isEqualTo(1);
            assertThat(countdowns(customer)).isEqualTo(1);
        });
    }

    @Test
    void aCallAndTextsAtTheSameTimeShareOneConversation() {
        List<Callable<Delivered>> deliveries = new ArrayList<>();
        List<Story> customers = customers(20);
        customers.forEach(customer -> {
            String callSid = Story.newSid("CA");
            String messageSid = Story.newSid("SM");
            IntStream.range(0, 3).forEach(i -> deliveries.add(() -> missed(customer, callSid)));
            IntStream.range(0, 3).forEach(i -> deliveries.add(() -> text(customer, messageSid, "I just called")));
        });

        List<Delivered> answers = Storm.of(AT_ONCE, deliveries);

        Replicas.awaitIdle();
        assertThat(answers).allSatisfy(one -> assertThat(one.answer().status()).isEqualTo(200));
        customers.forEach(customer -> {
            assertThat(count("conversations", customer)).isEqualTo(1);
            assertThat(count("leads", customer)).isEqualTo(1);
            assertThat(countdowns(customer)).isEqualTo(1);
            assertThat(StandIns.texts(business.tenantId(), customer.customer()))
                    .as("a greeting if the call came first")
                    .hasSizeLessThanOrEqualTo(1);
        });
    }

    @Test
    void textsAtTheSameTimeAreAnsweredTogetherAndOnce() {
        List<Callable<Delivered>> deliveries = new ArrayList<>();
        List<Story> customers = customers(20);
        customers.forEach(customer -> IntStream.range(0, 5).forEach(i -> {
            String messageSid = Story.newSid("SM");
            deliveries.add(() -> text(customer, messageSid, "leak " + i));
            deliveries.add(() -> text(customer, messageSid, "leak " + i));
        }));

        List<Delivered> answers = Storm.of(AT_ONCE, deliveries);

        assertThat(answers).allSatisfy(one -> assertThat(one.answer().status()).isEqualTo(200));
        customers.forEach(customer -> assertThat(countdowns(customer)).isEqualTo(1));
        Replicas.clock().forward(Duration.ofSeconds(61));
        customers.forEach(customer -> await().until(() ->
                !StandIns.texts(business.tenantId(), customer.customer()).isEmpty()));
        Replicas.awaitIdle();
        customers.forEach(customer -> {
            assertThat(StandIns.texts(business.tenantId(), customer.customer())).hasSize(1);
            assertThat(StandIns.questions(business.tenantId()))
                    .filteredOn(question ->
                            question.body().path("caller_phone").asText().equals(customer.customer()))
                    .singleElement()
                    .satisfies(question -> assertThat(
                                    question.body().path("current_message").asText())
                            .contains("leak 0", "leak 1", "leak 2", "leak 3", "leak 4"));
        });
    }

    private List<Story> customers(int count) {
        return Stream.generate(business::anotherCustomer).limit(count).toList();
    }

    private Delivered missed(Story caller, String callSid) {
        return new Delivered(
                caller,
                "missed",
                caller.webhook(
                        "/calls/missed",
                        Map.of(
                                "callSid", callSid,
                                "callStatus", "no-answer",
                                "from", caller.customer(),
                                "to", caller.business(),
                                "tenantId", caller.tenantId())));
    }

    private Delivered text(Story customer, String messageSid, String body) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("messageSid", messageSid);
        text.put("tenantId", customer.tenantId());
        text.put("from", customer.customer());
        text.put("to", customer.business());
        text.put("body", body);
        return new Delivered(customer, "text", customer.webhook("/conversations/messages/incoming", text));
    }

    private void assertOneConversationWithOneGreeting(Story caller) {
        assertThat(count("conversations", caller)).isEqualTo(1);
        assertThat(count("leads", caller)).isEqualTo(1);
        assertThat(count("messages", caller)).isEqualTo(1);
        assertThat(StandIns.texts(business.tenantId(), caller.customer())).hasSize(1);
    }

    private static Map<Story, List<Delivered>> byCustomer(List<Delivered> delivered) {
        return delivered.stream().collect(Collectors.groupingBy(Delivered::customer));
    }

    private static Set<String> valuesOf(List<Delivered> delivered, String field) {
        return new HashSet<>(
                delivered.stream().map(one -> one.answer().text(field)).toList());
    }

    private static long count(String table, Story customer) {
        String of = table.equals("messages")
                ? "JOIN conversations c ON c.id = t.conversation_id AND c.tenant_id = ? AND c.customer_phone = ?"
                : "WHERE t.tenant_id = ? AND t.customer_phone = ?";
        return Replicas.database()
                .sql("SELECT count(*) FROM " + table + " t " + of)
                .params(customer.tenantId(), Replicas.stored(customer))
                .query(Long.class)
                .single();
    }

    private static long countdowns(Story customer) {
        return Replicas.database()
                .sql("""
                        SELECT count(*) FROM scheduled_tasks t JOIN conversations c
                            ON t.task_name = 'countdown' AND t.task_instance LIKE c.id || ':%'
                        WHERE c.tenant_id = ? AND c.customer_phone = ?""")
                .params(customer.tenantId(), Replicas.stored(customer))
                .query(Long.class)
                .single();
    }

    private record Delivered(Story customer, String webhook, Story.Answer answer) {}
}
