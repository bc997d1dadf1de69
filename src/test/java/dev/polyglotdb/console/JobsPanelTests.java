package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.orders.followers.HeldJobs;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How an administrator follows checks and rebuilds in the console. */
@ShopTest
@SecondShop
@ExtendWith(WithBrowser.class)
class JobsPanelTests {

    private static final String JOBS = "GET /admin/projections/jobs/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Shop shop;
    private final HeldJobs heldJobs;

    JobsPanelTests(Shop shop, JdbcClient jdbc) {
        this.shop = shop;
        this.heldJobs = new HeldJobs(jdbc);
    }

    @AfterEach
    void nothingIsHeld() {
        heldJobs.passAllOn();
    }

    @Test
    void twoJobsAreFollowedSideBySideToTheirEndsOverWhateverPasses(Browser browser) {
        browser.visits(shop).as(shop.admin()).opens("#/operations");
        browser.network()
                .answers(JOBS, 2, 503, "{\"title\": \"A store is away\"}")
                .loses(JOBS, 2);

        browser.presses("Rebuild activity").presses("Rebuild recommendations");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.text())
                        .contains("Rebuild of activity: completed", "Rebuild of recommendations: completed"));
    }

    @Test
    void theButtonThatCancelsAJobStaysWhileItIsFollowed(Browser browser) {
        heldJobs.begin("rebuild", "activity", "10 minutes");
        browser.visits(shop).as(shop.admin()).opens("#/operations");
        var network = browser.network();
        browser.presses("Rebuild activity").reads("Rebuild of activity: 1,000 of 1,000 orders");
        browser.run("""
                window.cancel = [...document.querySelectorAll('button')].find(each => each.textContent === 'Cancel');
                cancel.focus()""");

        network.awaits(JOBS, 4);

        assertThat(browser.run("return document.activeElement === cancel")).isEqualTo(true);
        assertThat(browser.barriers()).isEmpty();
        browser.presses("Cancel").reads("Rebuild of activity: cancelled");
    }
}
