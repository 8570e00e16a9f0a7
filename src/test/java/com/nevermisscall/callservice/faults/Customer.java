package com.nevermisscall.callservice.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer who calls, is missed and texts; what the service has acknowledged is remembered, for the {@link Audit}. */
final class Customer {

    private static final String TEXTS = "/conversations/messages/incoming";
    private static final String TEXTS_OF_ONE = "/conversations/%s/messages";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Business business;
    private final String phone = "+1212%07d".formatted(NUMBERS.incrementAndGet());
    private final String callSid = sid("CA");
    private final Map<String, Text> texts = new ConcurrentHashMap<>();
    private final Queue<Attempt> replies = new ConcurrentLinkedQueue<>();
    private volatile Attempt missed;
    private volatile boolean mayGoUngreeted;

    Customer(Business business) {
        this.business = business;
    }

    String phone() {
        return phone;
    }

    String callSid() {
        return callSid;
    }

    /** The answer to the missed call once it is acknowledged, else null. */
    Attempt missed() {
        return missed;
    }

    /** From now on this one may text before the call is missed, which then joins the conversation without a greeting. */
    void textsBeforeGreeting() {
        mayGoUngreeted = true;
    }

    /** Whether a missed call may have found a conversation that was open already. */
    boolean mayGoUngreeted() {
        return mayGoUngreeted;
    }

    /** The texts that were acknowledged. */
    List<Text> texts() {
        return List.copyOf(texts.values());
    }

    /** The answers to replies of the business that were acknowledged. */
    List<Attempt> replies() {
        return List.copyOf(replies);
    }

    /** Calls, and nobody answers: both webhooks, until they are acknowledged. */
    CompletableFuture<Attempt> callsInVain() {
        return rings().thenCompose(answer -> isMissed());
    }

    /** The webhook of the ringing call, until it is acknowledged. */
    CompletableFuture<Attempt> rings() {
        return business.webhooks().deliver("/calls/incoming", incoming(), Cluster.serviceKey());
    }

    /** The webhook that says nobody answered, until it is acknowledged. */
    CompletableFuture<Attempt> isMissed() {
        return business.webhooks()
                .deliver("/calls/missed", missedCall(), Cluster.serviceKey())
                .thenApply(answer -> {
                    if (answer.acknowledged()) {
                        missed = answer;
                    }
                    return answer;
                });
    }

    /** Texts the business, until it is acknowledged. */
    CompletableFuture<Attempt> texts(String words) {
        return texts(sid("SM"), words);
    }

    /** The same by twilio-server that knows the conversation, as it does after a missed call. */
    CompletableFuture<Attempt> textsInto(String conversationId, String words) {
        return texts(TEXTS_OF_ONE.formatted(conversationId), sid("SM"), words);
    }

    /** Texts the business with a SID of the trial's own, such as one that was used before. */
    CompletableFuture<Attempt> texts(String sid, String words) {
        return texts(TEXTS, sid, words);
    }

    private CompletableFuture<Attempt> texts(String path, String sid, String words) {
        String unique = words + " " + sid;
        return business.webhooks()
                .deliver(path, text(sid, unique), Cluster.serviceKey())
                .thenApply(answer -> remember(sid, unique, answer));
    }

    /** Texts the business, and leaves it at that whatever the answer is. */
    CompletableFuture<Attempt> textsOnce(String words) {
        String sid = sid("SM");
        String unique = words + " " + sid;
        return business.webhooks()
                .once(TEXTS, text(sid, unique), Cluster.serviceKey())
                .thenApply(answer -> remember(sid, unique, answer));
    }

    private Attempt remember(String sid, String words, Attempt answer) {
        if (answer.acknowledged()) {
            texts.putIfAbsent(sid, new Text(sid, words, answer));
        }
        return answer;
    }

    /** One of the business replies, and so takes over, until it is acknowledged. */
    CompletableFuture<Attempt> isRepliedTo(String conversationId) {
        String key = UUID.randomUUID().toString();
        return business.webhooks()
                .deliver(
                        "/conversations/" + conversationId + "/reply",
                        Map.of("message", "I am on my way " + key),
                        "Authorization",
                        business.authorization(),
                        "Idempotency-Key",
                        key)
                .thenApply(answer -> {
                    if (answer.acknowledged()) {
                        replies.add(answer);
                    }
                    return answer;
                });
    }

    /** The same after so many milliseconds. */
    CompletableFuture<Attempt> isRepliedToAfter(long millis, String conversationId) {
        return CompletableFuture.supplyAsync(
                        () -> conversationId, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .thenCompose(this::isRepliedTo);
    }

    /** The webhook of the ringing call. */
    private Map<String, Object> incoming() {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("callSid", callSid);
        call.put("from", phone);
        call.put("to", Business.PHONE);
        call.put("tenantId", business.tenantId());
        call.put("callStatus", "ringing");
        return call;
    }

    /** The webhook of the missed call; it names the call, so that it may overtake the other. */
    private Map<String, Object> missedCall() {
        Map<String, Object> call = incoming();
        call.put("callStatus", "no-answer");
        call.put("callDuration", 0);
        return call;
    }

    /** The webhook of a text. */
    private Map<String, Object> text(String sid, String words) {
        return Map.of(
                "messageSid", sid,
                "from", phone,
                "to", Business.PHONE,
                "tenantId", business.tenantId(),
                "body", words);
    }

    static String sid(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** A text that was acknowledged: its words are like no other's. */
    record Text(String sid, String words, Attempt answer) {

        /** Whether it was told that a countdown runs or the AI is at it, so that the AI has to answer it. */
        boolean awaitsAi() {
            return answer.body().at("/data/aiProcessingTriggered").asBoolean() || secondsLeft() > 0;
        }

        /** Until the countdown's end, as it was told; 0 where none ran. */
        int secondsLeft() {
            return answer.body().at("/data/humanResponseWindow").asInt();
        }
    }
}
