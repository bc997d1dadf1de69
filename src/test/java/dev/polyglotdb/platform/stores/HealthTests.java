package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
@SecondShop
class HealthTests {

    private final Shop shop;
    private final StoreControl stores;

    HealthTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
    }

    @Test
    void eachStoreIsAComponentAndOnlyAdministratorsSeeMore() {
        await().untilAsserted(() -> {
            var health = health();

            assertThat(health.status()).isEqualTo(200);
            assertThat(health.at("/components").propertyNames())
                    .contains("postgres", "mongodb", "redis", "cassandra", "neo4j");
            assertThat(health.at("/components/postgres/details").isMissingNode())
                    .isTrue();
            assertThat(shop.anybody().withToken("stale").get("/actuator/health").status())
                    .isEqualTo(200);
        });
        assertThat(shop.anybody().get("/actuator/health/liveness").text("/status"))
                .isEqualTo("UP");
        assertThat(shop.anybody().get("/actuator/health/readiness").text("/status"))
                .isEqualTo("UP");
    }

    @Test
    void withoutNeo4jTheApplicationIsReadyThoughNotWhole() {
        stores.pause(Engine.NEO4J);
        try {
            await().untilAsserted(() -> {
                var health = health();
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.text("/components/neo4j/status")).isEqualTo("DOWN");
                assertThat(health.text("/components/mongodb/status")).isEqualTo("UP");
                assertThat(shop.admin().get("/actuator/health").text("/components/neo4j/details/reason"))
                        .isNotEmpty();
            });
            assertThat(shop.anybody().get("/actuator/health/readiness").status())
                    .isEqualTo(200);
        } finally {
            stores.resume(Engine.NEO4J);
            awaitWhole();
        }
    }

    @Test
    void withoutRedisItIsAliveAndReadyAndTheAlertIsRaised() {
        stores.stop(Engine.REDIS);
        try {
            await().untilAsserted(() -> {
                var alert = shop.anybody().get("/actuator/health/stores");
                assertThat(alert.status()).isEqualTo(503);
                assertThat(alert.text("/components/redis/status")).isEqualTo("DOWN");
                assertThat(alert.text("/components/postgres/status")).isEqualTo("UP");
                assertThat(alert.at("/components/redis/details").isMissingNode())
                        .isTrue();
                // The token can't be looked at, and the answer is there nevertheless.
                assertThat(shop.anybody()
                                .withToken("x")
                                .get("/actuator/health")
                                .at("/components")
                                .isObject())
                        .isTrue();
            });
            // Redis is away for all instances alike; without any of them there would be nothing left.
            assertThat(shop.anybody().get("/actuator/health/readiness").status())
                    .isEqualTo(200);
            assertThat(shop.anybody().get("/actuator/health/liveness").status()).isEqualTo(200);
        } finally {
            stores.start(Engine.REDIS);
            awaitWhole();
        }
    }

    @Test
    void theAlertIsAboutAllStores() {
        assertThat(shop.anybody()
                        .get("/actuator/health/stores")
                        .at("/components")
                        .propertyNames())
                .containsExactlyInAnyOrder("postgres", "mongodb", "redis", "cassandra", "neo4j");
    }

    @ParameterizedTest
    @ValueSource(strings = {"liveness/null", "readiness%20", "nope", "stores/nope", "postgres/x", "liveness/x/y"})
    void aPartThatThereIsNotIsAProblem(String part) {
        for (var client : List.of(shop.anybody(), shop.admin().client())) {
            var reply = client.get("/actuator/health/" + part);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.problem()).isEqualTo("not-found");
            assertThat(reply.text("/instance")).isEqualTo("/actuator/health/" + part);
        }
    }

    @Test
    void buildAndCommitAreForAdministrators() {
        assertThat(shop.anybody().get("/actuator/info").status()).isEqualTo(401);
        assertThat(shop.customer().get("/actuator/info").status()).isEqualTo(403);

        var info = shop.admin().get("/actuator/info");

        assertThat(info.text("/build/artifact")).isEqualTo("polyglotdb");
        assertThat(info.status()).isEqualTo(200);
    }

    /** For the tests that come after this one. */
    private void awaitWhole() {
        await().until(() -> health().status() == 200);
    }

    private Reply health() {
        return shop.anybody().get("/actuator/health");
    }
}
