package dev.polyglotdb.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.fixture.Client;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import dev.polyglotdb.stores.Engine;
import dev.polyglotdb.stores.StoreControl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** An instance that starts before its stores do. */
@ShopTest
class LateStoresTests {

    private static final List<Engine> LATE = List.of(Engine.MONGODB, Engine.REDIS, Engine.CASSANDRA, Engine.NEO4J);

    private final Shop shop;
    private final StoreControl stores;
    private final ApplicationContext context;

    LateStoresTests(Shop shop, StoreControl stores, ApplicationContext context) {
        this.shop = shop;
        this.stores = stores;
        this.context = context;
    }

    @Test
    void itStartsWithPostgresqlAloneServesWhatItCanAndHealsWhenTheOthersCome() {
        var ada = shop.customer();
        LATE.forEach(stores::stop);
        try (var instance = Instance.start(context)) {
            var client = instance.client();
            servesWhatNeedsPostgresqlOnly(client);

            LATE.forEach(stores::start);

            await("health")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> client.get("/actuator/health").status() == 200);
            servesEverything(client.withToken(logIn(client, ada.email(), ada.password())), ada.id());
        } finally {
            await("the tests' own instance")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> shop.anybody().get("/actuator/health").status() == 200);
        }
    }

    private static void servesWhatNeedsPostgresqlOnly(Client client) {
        var email = Shop.unique("early") + "@example.com";
        var registered = client.post("/users", """
                {"email": "%s", "name": "Early", "password": "correct horse battery"}""".formatted(email));
        assertThat(registered.status()).isEqualTo(201);
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);

        var products = client.get("/products");
        assertThat(products.status()).isEqualTo(503);
        assertThat(products.text("/store")).isEqualTo("mongodb");
        assertThat(products.header("Retry-After")).isPresent();
        assertThat(client.withToken("any").get("/users/me").text("/store")).isEqualTo("redis");
    }

    private static void servesEverything(Client ada, long id) {
        assertThat(ada.get("/products").status()).isEqualTo(200);
        assertThat(ada.post("/activity", "{\"type\": \"SEARCH\"}").status()).isEqualTo(201);
        assertThat(ada.get("/activity").texts("/items", "/type")).contains("SEARCH");
        assertThat(ada.get("/recommend/" + id).status()).isEqualTo(200);
    }

    private static String logIn(Client client, String email, String password) {
        return client.post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password)).text("/token");
    }
}
