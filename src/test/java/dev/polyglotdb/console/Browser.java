package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A browser that shows the console: an installed Chromium, with its driver. Nothing is downloaded. Whatever is to be
 * seen is awaited.
 */
final class Browser implements AutoCloseable {

    static final int NARROW = 360;
    static final int WIDE = 1280;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ChromeDriver driver;
    private final Screen screen;
    private String address = "";

    /** Whether the page may still be what it was before the latest that was done to it. */
    private boolean touched;

    Browser() {
        driver = InstalledChromium.start();
        screen = new Screen(driver);
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
    }

    /** Comes when no store is away any more, as an earlier test may have left it. */
    Browser visits(Shop shop) {
        await().atMost(PATIENCE)
                .until(() -> shop.anybody().get("/actuator/health/stores").status() == 200);
        return visits(shop.address());
    }

    /** Begins anew: nobody is signed in, nothing is remembered, nothing was logged. */
    Browser visits(String shop) {
        address = shop + "/";
        screen.stands("");
        driver.get(address);
        run("sessionStorage.clear(); localStorage.clear()");
        complaints();
        return looks(WIDE, "light");
    }

    /** Opens a page that no server has. */
    Browser visitsFile(Path page) {
        complaints();
        driver.get(page.toUri().toString());
        touched = true;
        return looks(WIDE, "light");
    }

    Browser as(Person person) {
        var session = "{\"token\": \"%s\", \"user\": %s}"
                .formatted(person.token(), person.get("/users/me").body());
        run("sessionStorage.setItem('session', arguments[0])", session);
        return this;
    }

    /** Sets the width of the window, and the colour scheme that the system prefers. */
    Browser looks(int width, String scheme) {
        screen.looks(width, scheme);
        return this;
    }

    /** Stands in another time zone until the next visit. */
    Browser standsIn(String zone) {
        screen.stands(zone);
        return this;
    }

    /** Loads the whole page anew, and waits until the view is there. */
    Browser opens(String view) {
        driver.get("about:blank");
        driver.get(address + view);
        touched = false;
        return sees("main h1, main h2, main .empty").seesNot(".loading, [aria-busy]");
    }

    /** Goes to another view of the page that is open, as by a link. */
    Browser goes(String view) {
        run("location.hash = arguments[0]", view);
        return this;
    }

    /** Returns what the test may do to the requests of the page from now on. */
    Network network() {
        return new Network(this);
    }

    Browser sees(String selector) {
        waits().until(() -> !driver.findElements(By.cssSelector(selector)).isEmpty());
        return this;
    }

    Browser seesNot(String selector) {
        waits().pollDelay(Time.MOMENT)
                .until(() -> driver.findElements(By.cssSelector(selector)).isEmpty());
        return this;
    }

    Browser reads(String text) {
        waits().untilAsserted(() -> assertThat(text()).contains(text));
        return this;
    }

    Browser readsNot(String text) {
        waits().pollDelay(Time.MOMENT).untilAsserted(() -> assertThat(text()).doesNotContain(text));
        return this;
    }

    private ConditionFactory waits() {
        var waits = await().atMost(PATIENCE).pollDelay(touched ? Time.MOMENT : Duration.ZERO);
        touched = false;
        return waits;
    }

    /** Presses the button, or follows the link, with this text. */
    Browser presses(String text) {
        var found = By.xpath("//*[self::button or self::a or self::summary][normalize-space() = '%s']".formatted(text));
        waits().until(() -> !driver.findElements(found).isEmpty());
        run("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", driver.findElement(found));
        return this;
    }

    Browser chooses(String selector) {
        sees(selector);
        var element = driver.findElement(By.cssSelector(selector));
        run("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
        return this;
    }

    Browser types(String selector, String text) {
        sees(selector);
        driver.findElement(By.cssSelector(selector)).sendKeys(text);
        touched = true;
        return this;
    }

    /** Returns all that can be read on the page. */
    String text() {
        return Objects.toString(driver.executeScript("return document.body.innerText"), "");
    }

    String url() {
        return driver.getCurrentUrl();
    }

    Object run(String script, Object... arguments) {
        touched = true;
        return driver.executeScript(script, arguments);
    }

    /** Returns a PNG of the wide page from there on, so high. */
    byte[] picture(String top, int height) {
        return screen.picture(top, height);
    }

    /** Returns by how many pixels the page is wider than its window. */
    long overflow() {
        return (Long) Objects.requireNonNull(
                run("const {scrollWidth, clientWidth} = document.documentElement; return scrollWidth - clientWidth"));
    }

    /** Returns what the browser has logged since this was asked last, such as errors and what its policy refused. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Returns what makes this view hard to use for some, as far as it is serious. */
    List<String> barriers() {
        return Barriers.on(driver);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
