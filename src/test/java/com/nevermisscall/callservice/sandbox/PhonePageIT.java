package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.nevermisscall.callservice.support.Chromium;
import com.nevermisscall.callservice.support.RunsBeside;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The phone page in a real browser, against the whole service. */
@ExtendWith(Chromium.class)
@SandboxService
@RunsBeside
class PhonePageIT {

    private static final String PLUMBER = DemoTenant.ALL.get(0).id().toString();

    /** Its people have a minute before the AI answers, which is enough for a browser on a busy machine. */
    private static final DemoTenant PATIENT = DemoTenant.ALL.get(4);

    @LocalServerPort
    private int port;

    private PhonePage phone;

    /** The first call of each kind takes longer than a collaborator may; the business's profile is known after it. */
    @BeforeAll
    static void warmUp(@LocalServerPort int port) throws Exception {
        HttpRequest call = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sandbox/phone/call"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"tenant": "%s", "from": "+12125550100", "outcome": "no-answer"}
                        """.formatted(PLUMBER)))
                .build();
        HttpClient.newHttpClient().send(call, HttpResponse.BodyHandlers.discarding());
    }

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        List<String> faults = phone.faults();
        phone.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void theAiAnswersAMissedCallAndBooks(Browser browser) {
        phone = PhonePage.open(browser, port);

        phone.play("ai");

        assertThat(phone.all("#story-steps [data-state=done]")).hasSize(9);
        phone.expect("#messages [data-sender=ai] .body", "Booked: ");
        phone.expect("#texts [data-sender=ai] .body", "Booked: ");
        phone.expect("#texts [data-sender=system] .from", "Greeting");
        phone.expect("#thread-state", "AI is answering");
        phone.expect("#pipeline [aria-current=step]", "Appointment");
        phone.expect("#lead-title", "Dana");
        phone.expect("#numbers [data-key=booked] dd", "1");
        phone.expect("#exchanges .path", "/dispatch/process");
        assertThat(phone.page.textContent("#switches [name=countdown] option:checked"))
                .isEqualTo("when the business says");
    }

    @Test
    void aPersonAnswersInTimeAndTheAiKeepsOut(Browser browser) {
        phone = PhonePage.open(browser, port);
        phone.choose(PATIENT);
        phone.missCall();

        phone.text("My sink is leaking");
        phone.expect("#thread-state", "the AI answers in");
        phone.expect("#thread-ring [data-running=true] .seconds", "");
        phone.reply("This is Sam. I can be there in half an hour.");

        phone.expect("#thread-state", "You are in charge");
        phone.expect("#texts [data-sender=human] .body", "This is Sam.");
        assertThat(phone.page.locator("#thread-ring [data-running=true]").count())
                .isZero();
        phone.text("Great, thank you");
        phone.expect("#messages [data-sender=customer] .body", "Great, thank you");
        phone.reply("See you soon");
        phone.expect("#texts [data-sender=human] .body", "See you soon");
        assertThat(phone.page.locator("#messages [data-sender=ai]").count()).isZero();
        phone.page.locator("#complete").click();
        phone.expect("#thread-state", "Completed");
    }

    @Test
    void nobodyTextsACustomerWhoSaidStop(Browser browser) {
        phone = PhonePage.open(browser, port);
        phone.missCall();

        phone.text("STOP");
        phone.expect("#messages [data-sender=customer] .body", "STOP");
        phone.reply("Are you sure?");

        phone.expect("#thread [role=alert]", "RECIPIENT_OPTED_OUT");
        assertThat(phone.page.inputValue("#reply")).isEqualTo("Are you sure?");
        assertThat(phone.all("#texts .body")).hasSize(2).last().isEqualTo("STOP");
    }

    @Test
    void whatPeopleWriteIsTextEverywhere(Browser browser) {
        String attack = "<img src=x onerror=\"document.title='gone'\"><b>leak</b> & \"quotes\"";
        phone = PhonePage.open(browser, port);
        phone.missCall();

        phone.text(attack);

        phone.expect("#texts [data-side=own] .body", attack);
        phone.expect("#messages [data-sender=customer] .body", attack);
        phone.expect("#conversations .last", attack);
        phone.expect("#facts dd", attack);
        phone.expect("#exchanges .gist", attack);
        phone.reply(attack);
        phone.expect("#texts [data-sender=human] .body", attack);
        assertThat(phone.page.locator("main img, main b").count()).isZero();
        assertThat(phone.page.title()).isEqualTo("NeverMissCall sandbox");
    }

    @Test
    void fitsAPhoneAndWorksByKeyboard(Browser browser) {
        phone = PhonePage.open(browser, port, 360, 740, ColorScheme.DARK);
        phone.page.keyboard().press("Tab");
        assertThat(phone.page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to the owner's inbox");
        assertThat(nameless()).isEmpty();

        phone.newCustomer();
        phone.page.locator("#call").press("Enter");
        phone.expect("#call", "Hang up");
        phone.page.locator("#call").press("Enter");
        phone.expect("#texts .bubble .from", "Greeting");
        phone.text("A".repeat(300));
        phone.expect("#texts [data-side=own] .meta", "delivered");
        for (String view : List.of("phone", "stories", "wire", "inbox")) {
            phone.page.locator(".tabs [data-view=" + view + "]").press("Enter");
            assertThat((Integer) phone.page.evaluate("document.documentElement.scrollWidth"))
                    .as(view)
                    .isEqualTo(360);
            assertThat(nameless()).as(view).isEmpty();
        }
        phone.page.locator("#back").press("Enter");
        assertThat(phone.page.evaluate("document.activeElement.className")).isEqualTo("row");
        phone.page.keyboard().press("Enter");
        phone.expect("#thread-title", "+1 212 555");
        assertThat(phone.page.evaluate("document.activeElement.id")).isEqualTo("thread-title");
    }

    /** The controls that a screen reader could not name. */
    private List<?> nameless() {
        return (List<?>) phone.page.evaluate("""
                [...document.querySelectorAll('button, input, select, textarea, a')]
                    .filter((control) => !(control.labels?.length || control.ariaLabel || control.textContent.trim()))
                    .map((control) => control.outerHTML)
                """);
    }
}
