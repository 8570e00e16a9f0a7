package com.nevermisscall.callservice.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.CallServiceApplication;
import com.nevermisscall.callservice.config.StoppablePostgres;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.ShiftingClock;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The service while its database is away, and when it is itself stopped: nothing that was acknowledged is lost, what is
 * owed goes on by itself, and the log stays readable.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("What is printed meanwhile must be its own")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseOutageIT {

    private static final Duration WINDOW = Duration.ofSeconds(61);
    private static final ShiftingClock CLOCK = new ShiftingClock();

    private static StoppablePostgres database;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws IOException {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        database = StoppablePostgres.start();
        service = new SpringApplicationBuilder(CallServiceApplication.class)
                .initializers(
                        new StandIns.Initializer(),
                        context -> ((GenericApplicationContext) context)
                                .registerBean(
                                        "shiftingClock",
                                        ShiftingClock.class,
                                        () -> CLOCK,
                                        definition -> definition.setPrimary(true)))
                .run(
                        "--spring.datasource.url=" + url(),
                        "--spring.datasource.username=postgres",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--sandbox.enabled=false",
                        "--access.service-keys=" + Story.SERVICE_KEY,
                        "--access.jwt-secret=" + Story.JWT_SECRET,
                        // Long enough to be seen, and over before a question to the AI is.
                        "--shutdown.delay-seconds=6",
                        // The phones of the first test may be quick.
                        "--conversation.max-messages=10000",
                        "--db-scheduler.shutdown-max-wait=1s");
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
        database.close();
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
    }

    @Test
    @Order(1)
    void anOutageLosesNothingAndEndsByItself(CapturedOutput output) throws IOException {
        Story story = story();
        String conversation = story.texts("My sink is leaking").text("conversationId");
        int before = output.getAll().length();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<Story.Answer>> texts = textsUntil(over, story, conversation);

        await().until(() -> messages(conversation).size() > 4);
        database.stopAtOnce();
        await().until(() -> status("/health/ready") == 503);
        CLOCK.forward(WINDOW);
        Story.Answer refused = story.texts(conversation, "Is anybody there?");
        await().until(() -> since(before, output).contains("out of reach for"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(status("/health/live")).isEqualTo(200);
        assertThat(longestWaitMillis()).as("for a connection that cannot come").isEqualTo(250);

        database.startAgain();
        await().until(() -> status("/health/ready") == 200);
        await().until(() -> since(before, output).contains("can be reached again"));
        over.set(true);
        await().untilAsserted(() -> assertThat(longestWaitMillis()).isEqualTo(1000));

        await().until(() -> StandIns.questions(story.tenantId()).size(), asked -> asked > 0);
        await().untilAsserted(() -> assertThat(unfinished()).isZero());
        List<Story.Answer> answers = texts.join();
        assertThat(answers).extracting(Story.Answer::status).containsOnly(200, 503);
        assertThat(messages(conversation)).containsAll(acknowledged(answers));
        assertThat(since(before, output)).doesNotContain(" ERROR ").doesNotContain("\tat ");
        // Once it is back, a connection may still take too long on a busy machine, which is told, too.
        assertThat(since(before, output).split("can be reached again")[0].split("cannot be reached"))
                .hasSize(2);
    }

    @Test
    @Order(2)
    void aShutdownIsSeenFirstAndHandsOnWhatItCannotEnd(CapturedOutput output) {
        Story story = story();
        StandIns.aiAnswers(story.tenantId(), StandIns.status(200).withFixedDelay(60_000));
        String conversation = story.texts("My sink is leaking").text("conversationId");
        CLOCK.forward(WINDOW);
        await().until(() -> StandIns.questions(story.tenantId()).size() == 1);
        int before = output.getAll().length();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
        await().until(() -> status("/health/ready") == 503);
        Story.Answer late = story.texts(conversation, "Hello?");
        stopped.join();

        assertThat(late.status()).isEqualTo(200);
        assertThat(late.headers().firstValue("Connection")).contains("close");
        assertThat(turns()).isNotEmpty().allSatisfy(picked -> assertThat(picked).isFalse());
        assertThat(since(before, output)).doesNotContain(" ERROR ").doesNotContain("\tat ");
    }

    private static Story story() {
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new Story(service.getBean(UserTokens.class), port);
    }

    private static int status(String path) {
        return story().send("GET", path, null).status();
    }

    private static long longestWaitMillis() {
        return service.getBean(HikariDataSource.class).getConnectionTimeout();
    }

    /** Four customers' phones, text after text; whatever is refused is not sent again. */
    private static CompletableFuture<List<Story.Answer>> textsUntil(
            AtomicBoolean over, Story story, String conversation) {
        List<Callable<List<Story.Answer>>> phones = IntStream.range(0, 4)
                .<Callable<List<Story.Answer>>>mapToObj(
                        phone -> () -> Stream.generate(() -> story.texts(conversation, "Hello"))
                                .takeWhile(answer -> !over.get())
                                .limit(400)
                                .toList())
                .toList();
        return CompletableFuture.supplyAsync(
                () -> Storm.of(4, phones).stream().flatMap(List::stream).toList());
    }

    private static List<String> acknowledged(List<Story.Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.text("id"))
                .toList();
    }

    private static List<String> messages(String conversation) {
        return sql("SELECT id::text FROM messages WHERE conversation_id = '" + conversation + "'", String.class);
    }

    /** Tasks that are taken up, or have failed, or are due. */
    private static long unfinished() {
        return sql("""
                SELECT (SELECT count(*) FROM scheduled_tasks WHERE (picked OR consecutive_failures > 0)
                        AND task_name IN ('countdown', 'deliver-sms'))
                     + (SELECT count(*) FROM scheduled_ai_tasks)""", Long.class).get(0);
    }

    private static List<Boolean> turns() {
        return sql("SELECT picked FROM scheduled_ai_tasks", Boolean.class);
    }

    private static <T> List<T> sql(String query, Class<T> type) {
        return JdbcClient.create(new DriverManagerDataSource(url(), "postgres", ""))
                .sql(query)
                .query(type)
                .list();
    }

    private static String since(int position, CapturedOutput output) {
        return output.getAll().substring(position);
    }
}
