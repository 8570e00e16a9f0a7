package com.nevermisscall.callservice.bench;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.nevermisscall.callservice.bench.Plan.Growth;
import com.nevermisscall.callservice.bench.Plan.Step;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** What Gatling plays: the steps of a run, one after the other. A virtual user is a connection. */
public final class LoadSimulation extends Simulation {

    private static final String CONVERSATION = "conversation";
    private static final String TENANT = "tenant";
    private static final String CALL = "call";
    private static final String WORDS = "The sink in the kitchen is leaking and it is getting worse";
    private static final Duration SHIFT = Duration.ofHours(2);
    private static final int OK = 200;

    private final Settings settings = Settings.read();
    private final Meter meter = new Meter(settings);
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** Sets the run up. */
    public LoadSimulation() {
        List<Step> steps = Plan.current().steps(settings.run());
        PopulationBuilder all = null;
        for (int number = steps.size() - 1; number >= 0; number--) {
            Step step = steps.get(number);
            PopulationBuilder end = once("end " + number, () -> meter.end(step.label()));
            PopulationBuilder load = load(step).andThen(all == null ? end : end.andThen(all));
            all = once("begin " + number, () -> begin(step)).andThen(load);
        }
        setUp(all)
                .protocols(http.baseUrl(settings.address())
                        .contentTypeHeader("application/json")
                        .disableWarmUp()
                        .disableCaching()
                        .disableAutoReferer()
                        .disableFollowRedirect());
    }

    private static PopulationBuilder once(String name, Runnable work) {
        return scenario(name)
                .exec(session -> {
                    work.run();
                    return session;
                })
                .injectOpen(atOnceUsers(1));
    }

    private void begin(Step step) {
        step.tables().ifPresent(this::grow);
        meter.begin();
    }

    private void grow(Growth growth) {
        try (Dataset rows = new Dataset(settings.database())) {
            rows.grow(growth.messages(), growth.tenants());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PopulationBuilder load(Step step) {
        return scenario(step.label())
                .exec(during(Duration.ofSeconds(step.seconds()))
                        .on(exec(session -> subject(session, step.operation())), requests(step)))
                .exec(session -> {
                    meter.answered();
                    return session;
                })
                .injectOpen(atOnceUsers(step.connections()));
    }

    private static Session subject(Session session, Operation operation) {
        int conversation = operation.anyConversation();
        return session.set(CONVERSATION, Dataset.conversation(conversation))
                .set(TENANT, Dataset.tenant(operation.tenantOf(conversation)))
                .set(CALL, "CA" + hex());
    }

    private ChainBuilder requests(Step step) {
        String name = step.label();
        return switch (step.operation()) {
            case MISSED_CALL ->
                exec(
                        webhook(name + " (incoming)", "/calls/incoming", LoadSimulation::incoming),
                        webhook(name, "/calls/missed", LoadSimulation::missed));
            case TEXT_500, TEXT_20000, TEXT_LISTED ->
                exec(webhook(name, "/conversations/#{conversation}/messages", LoadSimulation::text));
            case REPLY ->
                exec(asUser(http(name)
                        .post("/conversations/#{conversation}/reply")
                        .body(StringBody("{\"message\":\"" + WORDS + "\"}"))));
            case ACTIVE_LIST -> exec(asUser(http(name).get("/conversations/tenant/#{tenant}/active?pageSize=100")));
            case CONVERSATION -> exec(asUser(http(name).get("/conversations/#{conversation}")));
        };
    }

    private static HttpRequestActionBuilder webhook(String name, String path, Body body) {
        return http(name)
                .post(path)
                .header("x-service-key", Settings.SERVICE_KEY)
                .body(StringBody(body::of))
                .check(status().is(OK));
    }

    private HttpRequestActionBuilder asUser(HttpRequestActionBuilder request) {
        return request.header(
                        "Authorization",
                        session -> "Bearer " + tokens.computeIfAbsent(session.getString(TENANT), LoadSimulation::token))
                .check(status().is(OK));
    }

    private static String token(String tenantId) {
        return Jwts.builder()
                .subject(UUID.randomUUID().toString())
                .claim("tenant_id", tenantId)
                .expiration(Date.from(Instant.now().plus(SHIFT)))
                .signWith(Keys.hmacShaKeyFor(Settings.JWT_SECRET.getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS256)
                .compact();
    }

    /** Somebody who has never called before, as good as certainly. */
    private static String incoming(Session session) {
        return """
                {"callSid":"%s","from":"+1646%d","to":"+13105550100","tenantId":"%s","callStatus":"ringing"}""".formatted(
                        session.getString(CALL),
                        ThreadLocalRandom.current().nextInt(2_000_000, 10_000_000),
                        Dataset.tenant(ThreadLocalRandom.current().nextInt(1, Dataset.BUSINESS_TENANTS) + 1));
    }

    private static String missed(Session session) {
        return """
                {"callSid":"%s","callStatus":"no-answer","callDuration":0}""".formatted(session.getString(CALL));
    }

    private static String text(Session session) {
        return "{\"messageSid\":\"SM" + hex() + "\",\"body\":\"" + WORDS + "\"}";
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private interface Body {

        String of(Session session);
    }
}
