package com.nevermisscall.callservice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.Scrape;
import com.nevermisscall.callservice.support.ServiceTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What waits in the database is on the metrics' port. */
@ServiceTest
class BacklogGaugesIT {

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private UserTokens tokens;

    @Autowired
    private BacklogGauges gauges;

    private Story story;

    @BeforeEach
    void begin() {
        story = new Story(port, tokens);
    }

    @Test
    void conversationsAreCountedByWhoIsInCharge() {
        // Again if meanwhile another test's conversation has changed hands, or was given up.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Story customer = story.anotherCustomer();
            String conversationId = customer.missedCall().text("call.conversationId");
            double nobody = inCharge("nobody");
            double human = inCharge("human");
            assertThat(nobody).isPositive();

            customer.takesOver(conversationId);

            assertThat(inCharge("human")).isEqualTo(human + 1);
            assertThat(inCharge("nobody")).isEqualTo(nobody - 1);
        });
    }

    @Test
    void aTextThatIsTriedAgainAndAgainWaitsAndGetsOlder() {
        StandIns.twilioAnswers(story.tenantId(), StandIns.status(503));
        story.missedCall();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Scrape scrape = scrape();
            assertThat(scrape.value("callservice_waiting", "what=\"text\"")).isPositive();
            assertThat(scrape.value("callservice_waiting_oldest_seconds", "what=\"text\""))
                    .isGreaterThan(1);
        });
        StandIns.twilioAccepts(story.tenantId());
    }

    @Test
    void anEventThatNobodyTakesWaits() {
        StandIns.connectionAnswers(story.tenantId(), StandIns.status(503));
        story.missedCall();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Scrape scrape = scrape();
            assertThat(scrape.value("callservice_waiting", "what=\"event\"")).isPositive();
            assertThat(scrape.value("callservice_waiting_oldest_seconds", "what=\"event\""))
                    .isPositive();
        });
        StandIns.connectionAnswers(story.tenantId(), StandIns.status(200));
    }

    private double inCharge(String who) {
        return scrape().value("callservice_conversations_active", "in_charge=\"" + who + "\"");
    }

    private Scrape scrape() {
        gauges.look();
        return Scrape.of(managementPort);
    }
}
