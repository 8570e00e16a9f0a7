package com.nevermisscall.callservice.sandbox;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.nevermisscall.callservice.support.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Makes the pictures of the README anew, only when asked for: {@code -Dscreenshots=true}. */
@ExtendWith(Chromium.class)
@SandboxService
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotsIT {

    private static final Path PICTURES = Path.of("src/docs");

    @LocalServerPort
    private int port;

    @Test
    void takesThem(Browser browser) {
        try (PhonePage desktop = PhonePage.open(browser, port, 1440, 985, ColorScheme.LIGHT)) {
            desktop.play("human");
            desktop.play("emergency");
            desktop.play("ai");
            take(desktop, "sandbox-dark.png", ColorScheme.DARK);
            String booked = desktop.page.locator("#thread-title").textContent();
            desktop.missCall();
            desktop.text("Hi, our water heater is cold");
            desktop.expect("#conversations .ring[data-running=true] .seconds", "1");
            desktop.page
                    .locator("#conversations .row", new Page.LocatorOptions().setHasText(booked))
                    .click();
            desktop.expect("#messages .body", "Booked: ");
            take(desktop, "sandbox-desktop.png", ColorScheme.LIGHT);
        }
        try (PhonePage phone = PhonePage.open(browser, port, 390, 780, ColorScheme.LIGHT)) {
            phone.missCall();
            phone.text("Hi, my kitchen sink is leaking");
            phone.page.locator(".tabs [data-view=inbox]").click();
            phone.expect("#thread-ring [data-running=true] .seconds", "");
            take(phone, "sandbox-phone.png", ColorScheme.LIGHT);
        }
    }

    private static void take(PhonePage phone, String name, ColorScheme scheme) {
        phone.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        phone.page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)));
    }
}
