package com.nevermisscall.callservice.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The page in a browser window of its own, and what a person does with it. */
final class PhonePage implements AutoCloseable {

    /** A machine that builds has other things to do too. */
    private static final int PATIENCE_MS = 60_000;

    private final BrowserContext window;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    final Page page;

    private PhonePage(Browser browser, int port, int width, int height, ColorScheme scheme) {
        window = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
        page = window.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(faults::add);
        page.onConsoleMessage(this::hear);
        page.navigate("http://localhost:" + port + "/sandbox");
        eventually(page.locator("#live")).hasText("Live", patiently());
    }

    static PhonePage open(Browser browser, int port) {
        return new PhonePage(browser, port, 1440, 900, ColorScheme.LIGHT);
    }

    static PhonePage open(Browser browser, int port, int width, int height, ColorScheme scheme) {
        return new PhonePage(browser, port, width, height, scheme);
    }

    /** Goes to another business. */
    void choose(DemoTenant business) {
        page.locator("#tenant").selectOption(business.id().toString());
        eventually(page.locator("#business-name")).hasText(business.businessName(), patiently());
    }

    /** Plays a story to its end. */
    void play(String story) {
        page.locator("[data-story=" + story + "].story-button").click();
        page.waitForSelector(
                "#story[data-playing=false]",
                new Page.WaitForSelectorOptions()
                        .setState(WaitForSelectorState.ATTACHED)
                        .setTimeout(2 * PATIENCE_MS));
    }

    /** A new customer calls, nobody answers, and the greeting arrives. */
    void missCall() {
        newCustomer();
        page.locator("#call").click();
        eventually(page.locator("#call")).hasText("Hang up", patiently());
        page.locator("#call").click();
        expect("#texts .bubble .from", "Greeting");
    }

    /** Gives the phone to a customer whom nobody knows. */
    void newCustomer() {
        page.locator("#new-customer").click();
        page.locator("#customer-form button").click();
    }

    void text(String words) {
        page.locator("#text").fill(words);
        page.locator("#text").press("Enter");
    }

    void reply(String words) {
        page.locator("#reply").fill(words);
        page.locator("#reply").press("Enter");
    }

    /** Waits until something of that kind says this. */
    void expect(String selector, String words) {
        eventually(page.locator(selector, new Page.LocatorOptions().setHasText(words))
                        .first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
    }

    /** The texts of all that fit, as they are now. */
    List<String> all(String selector) {
        return page.locator(selector).allTextContents();
    }

    /** What the browser complained of: faults of scripts, and what the Content-Security-Policy refused. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        window.close();
    }

    private void hear(ConsoleMessage message) {
        boolean refusalByTheService = message.text().startsWith("Failed to load resource");
        if (message.type().equals("error") && !refusalByTheService) {
            faults.add(message.text());
        }
    }

    private static LocatorAssertions eventually(Locator locator) {
        return assertThat(locator);
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS);
    }
}
