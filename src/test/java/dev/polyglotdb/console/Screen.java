package dev.polyglotdb.console;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** What the window of a browser looks like, and where on earth it stands. */
record Screen(ChromeDriver driver) {

    private static final int HEIGHT = 800;

    void looks(int width, String scheme) {
        resize(width, HEIGHT);
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    private void resize(int width, long height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width == Browser.NARROW));
    }

    /** @param zone the name of a time zone, or nothing for that of this machine */
    void stands(String zone) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    byte[] picture(String top, int height) {
        resize(Browser.WIDE, height);
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        driver.executeScript(
                "document.activeElement.blur(); document.querySelector(arguments[0]).scrollIntoView()", top);
        driver.executeScript("scrollBy(0, -document.querySelector('.top').offsetHeight - 20)");
        return driver.getScreenshotAs(OutputType.BYTES);
    }
}
