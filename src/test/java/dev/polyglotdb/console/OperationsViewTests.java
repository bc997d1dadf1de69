package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an administrator sees of much: many sessions, and the check of many orders. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class OperationsViewTests {

    private static final String SESSIONS = """
            {"items": [{"id": "%s", "current": false, "createdAt": "2026-11-0%1$sT12:00:00Z",
             "lastSeenAt": "2026-11-09T12:00:00Z", "expiresAt": "2026-11-09T12:00:00Z"}], "nextCursor": %s}""";

    private static final String CHECK = """
            {"id": 7, "kind": "check", "target": "all", "status": "%s", "processed": 3, "total": 4000}""";

    private static final String END_SESSIONS = "DELETE /auth/sessions";

    private final Shop shop;

    OperationsViewTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void sessionsBeyondTheFirstPageAreShownWhenTheyAreAskedFor(Browser browser) {
        browser.visits(shop).as(shop.admin()).opens("#/overview");
        browser.network()
                .answers("GET /auth/sessions", 1, 200, SESSIONS.formatted(1, "\"next\""))
                .answers("GET /auth/sessions?limit=20&cursor=next", 1, 200, SESSIONS.formatted(2, null));

        browser.goes("#/operations").sees("time[datetime='2026-11-01T12:00:00Z']");
        browser.presses("Show more").sees("tr:nth-child(2) time[datetime='2026-11-02T12:00:00Z']");

        assertThat(browser.text()).doesNotContain("Show more");
    }

    /** To read the list again is not what was asked for. */
    @Test
    void endingAllSessionsIsWhatIsTriedAgainIfItFails(Browser browser) {
        browser.visits(shop).as(shop.admin()).opens("#/operations");
        var network = browser.network().answers(END_SESSIONS, Network.ALWAYS, 503, "{\"title\": \"Redis is away\"}");

        browser.presses("End all of them, this one too")
                .reads("Tries again by itself")
                .run("window.told = document.querySelector('[role=alert]')");
        network.awaits(END_SESSIONS, 3);

        assertThat(browser.run("return told.isConnected")).isEqualTo(true);
        network.answers(END_SESSIONS, Network.ALWAYS, 200, "{}");
        browser.seesNot(".failure").reads("End all of them, this one too");
    }

    /** Each order is compared with two stores. */
    @Test
    void aCheckCountsWhatItCompares(Browser browser) {
        browser.visits(shop).as(shop.admin()).opens("#/operations");
        browser.network()
                .answers("GET /admin/projections/check", 1, 202, CHECK.formatted("RUNNING"))
                .answers("GET /admin/projections/jobs/7", 1, 200, CHECK.formatted("CANCELLED"));

        browser.presses("Check").reads("Check of all: cancelled, 3 of 4,000 comparisons");
    }
}
