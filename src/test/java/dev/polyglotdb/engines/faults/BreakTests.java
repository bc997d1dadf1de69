package dev.polyglotdb.engines.faults;

import static dev.polyglotdb.products.Outage.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** Stores broken and healed over HTTP, as the console does it, and what clients get meanwhile. */
@ShopTest
@SecondShop
@DirtiesContext
@ActiveProfiles(DevelopmentRelays.PROFILE)
class BreakTests {

    private final Shop shop;
    private final Lab lab;
    private final Person admin;
    private final SteadyTraffic steadyTraffic;

    BreakTests(Shop shop, SteadyTraffic steadyTraffic) {
        this.shop = shop;
        this.lab = new Lab(shop);
        this.admin = shop.admin();
        this.steadyTraffic = steadyTraffic;
    }

    @AfterEach
    void leaveAllWell() {
        steadyTraffic.set(false);
        lab.healAll();
    }

    @ParameterizedTest
    @CsvSource({
        "redis,     freeze,  frozen,  /auth/session",
        "redis,     kill,    killed,  /auth/session",
        "postgres,  cut-off, cut-off, /orders",
        "cassandra, cut-off, cut-off, /activity",
        "mongodb,   freeze,  frozen,  /products"
    })
    void clientsAreToldWhichStoreIsAwayUntilAnybodyHealsIt(String store, String fault, String state, String path) {
        var customer = shop.customer();
        assertThat(Shop.patiently(() -> customer.get(path)).status()).isEqualTo(200);

        assertThat(admin.post("/break/" + store + "/" + fault).status()).isEqualTo(202);
        lab.awaitState(store, state);
        await().untilAsserted(() -> assertUnavailable(customer.get(path), store));

        assertThat(shop.anybody().post("/break/" + store + "/heal").status()).isEqualTo(202);
        lab.awaitState(store, "healthy");
        await().untilAsserted(() -> assertThat(customer.get(path).status()).isEqualTo(200));
    }

    @Test
    void aSlowStoreAnswersLaterUntilItIsHealed() {
        // The first one makes the indexes.
        assertThat(Shop.patiently(() -> listing().reply()).status()).isEqualTo(200);

        admin.post("/break/mongodb/slow");
        lab.awaitState("mongodb", "slow");
        var slow = listing();
        slow.assertInTime();
        assertThat(slow.took().plus(slow.hiccups())).as(slow.what()).isGreaterThanOrEqualTo(EngineFaults.LATENCY);

        admin.post("/break/mongodb/heal");
        lab.awaitState("mongodb", "healthy");
        await().untilAsserted(() -> {
            var healed = listing();
            assertThat(healed.reply().status()).isEqualTo(200);
            assertThat(healed.took()).as(healed.what()).isLessThan(EngineFaults.LATENCY);
        });
    }

    private TimedReply listing() {
        return TimedReply.of(() -> shop.anybody().get("/products?limit=1"));
    }

    @Test
    void whatIsBrokenCannotBeBrokenAgainNorCanWhatIsWellBeHealed() {
        assertThat(shop.anybody().post("/break/mongodb/heal").problem()).isEqualTo("engine-state");

        admin.post("/break/mongodb/freeze");

        assertThat(admin.post("/break/mongodb/kill").problem()).isEqualTo("engine-state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/break/redis/freeze", "/break/traffic/on"})
    void onlyAdministratorsBreakStoresAndSendTraffic(String path) {
        assertThat(shop.anybody().post(path).status()).isEqualTo(401);
        assertThat(shop.customer().post(path).status()).isEqualTo(403);
        assertNothingHappened();
    }

    @Test
    void onlyAdministratorsReadTheLedger() {
        assertThat(shop.anybody().get("/break/ledger").status()).isEqualTo(401);
        assertThat(shop.customer().get("/break/ledger").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/break/redis/freeze", "/break/redis/heal", "/break/traffic/on"})
    void pagesFromElsewhereDoNothing(String path) {
        for (var origin : List.of("https://evil.example", "null", "%", "http://127.0.0.1:1", "http://[", "")) {
            assertThat(admin.client().with("Origin", origin).post(path).problem())
                    .as("Origin: %s", origin)
                    .isEqualTo("forbidden");
        }
        assertNothingHappened();
    }

    @Test
    void thePageOfTheShopItselfMay() {
        var page = admin.client().with("Origin", shop.address());

        assertThat(page.post("/break/mongodb/freeze").status()).isEqualTo(202);
        lab.awaitState("mongodb", "frozen");
        assertThat(page.post("/break/mongodb/heal").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/break/oracle/freeze",
                "/break/oracle/heal",
                "/break/REDIS/freeze",
                "/break/redis/melt",
                "/break/redis/changing",
                "/break/traffic/maybe"
            })
    void whatNobodyKnowsIsNotFound(String path) {
        assertThat(admin.post(path).problem()).isEqualTo("not-found");
        assertNothingHappened();
    }

    private void assertNothingHappened() {
        assertThat(lab.states().values()).hasSize(5).containsOnly("healthy");
        assertThat(steadyTraffic.isOn()).isFalse();
    }

    @Test
    void noAcknowledgedOrderIsLostOrDoubledWhilePostgresqlIsCutOff() {
        shop.product("1.00");
        assertThat(admin.post("/break/traffic/on").at("/traffic/on").asBoolean())
                .isTrue();
        awaitMoreThan(0);

        var refused = steadyTraffic.refused();
        admin.post("/break/postgres/cut-off");
        await().until(() -> steadyTraffic.refused() > refused);
        assertUnavailable(admin.get("/break/ledger"), "postgres");
        lab.healAll();
        awaitMoreThan(steadyTraffic.acknowledged().size());

        assertThat(admin.post("/break/traffic/off").at("/traffic/on").asBoolean())
                .isFalse();
        awaitQuiet();
        await().untilAsserted(() -> assertThat(ledger("waiting")).isZero());
        assertThat(ledger("refused")).isGreaterThan(refused);
        assertThat(ledger("lost")).isZero();
        assertThat(ledger("doubled")).isZero();
    }

    private void awaitMoreThan(long acknowledged) {
        await().untilAsserted(() -> assertThat(ledger("acknowledged")).isGreaterThan(acknowledged));
    }

    /** Waits until for longer than the traffic pauses no order comes any more. */
    private void awaitQuiet() {
        var last = new AtomicLong(-1);
        await().during(Duration.ofSeconds(1)).until(() -> {
            var now = ledger("acknowledged");
            return last.getAndSet(now) == now;
        });
    }

    private long ledger(String entry) {
        return admin.get("/break/ledger").number("/" + entry);
    }
}
