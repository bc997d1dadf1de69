package dev.polyglotdb.console;

import dev.polyglotdb.testing.OptionalTools;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.http.ClientConfig;

/** The Chromium of this machine, with its driver. Nothing is downloaded. */
final class InstalledChromium {

    /** Warns of each Chromium that is newer than Selenium. Kept, for the level would go with the logger. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    /** Longer than any time-out of the browser itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private InstalledChromium() {}

    /** Starts it without a window. It logs whatever its pages do wrong. */
    static ChromeDriver start() {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(OptionalTools.program("chromium", "chromium-browser", "google-chrome")
                .toFile());
        // The sandbox is not for root, and containers have little shared memory. Only pages of our own are opened.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(OptionalTools.program("chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options, ClientConfig.defaultConfig().readTimeout(PATIENCE));
    }
}
