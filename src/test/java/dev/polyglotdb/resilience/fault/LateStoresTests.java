package dev.polyglotdb.resilience.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Relays;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;

/**
 * An instance that starts before its stores do. With {@code -Dpolyglot.proof.signals}, it also starts without each
 * single store.
 */
@ShopTest
class LateStoresTests {

    private static final Set<Engine> LATE = EnumSet.complementOf(EnumSet.of(Engine.POSTGRES));

    private final Shop shop;
    private final ApplicationContext context;
    private final Relays relays;

    LateStoresTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
        this.relays = new Relays(context);
    }

    @AfterEach
    void close() {
        relays.close();
    }

    static Stream<Set<Engine>> late() {
        var alone = LATE.stream().<Set<Engine>>map(engine -> EnumSet.of(engine));
        return Boolean.getBoolean("polyglot.proof.signals") ? Stream.concat(Stream.of(LATE), alone) : Stream.of(LATE);
    }

    @ParameterizedTest
    @MethodSource("late")
    void itWaitsForPostgresqlServesWhatItCanWithoutTheOthersAndHealsWhenTheyCome(Set<Engine> late) {
        var ada = shop.customer();
        late.forEach(engine -> relays.to(engine).refuse());
        relays.to(Engine.POSTGRES).cut();
        var starting = CompletableFuture.supplyAsync(() -> Instance.start(
                context,
                relays,
                "--spring.flyway.enabled=true",
                // This keyspace does not exist yet.
                "--polyglot.activity.keyspace=" + Shop.unique("late").replace('-', '_')));
        await("attempts to reach PostgreSQL")
                .atMost(Duration.ofSeconds(60))
                .until(() -> relays.to(Engine.POSTGRES).connections() > 2);
        relays.to(Engine.POSTGRES).pass();
        try (var instance = starting.join()) {
            var client = instance.client();
            servesWhatNeedsPostgresqlOnly(client, late);

            late.forEach(engine -> relays.to(engine).pass());

            await("health").until(() -> client.get("/actuator/health").status() == 200);
            servesEverything(client, ada);
        }
    }

    private static void servesWhatNeedsPostgresqlOnly(Client client, Set<Engine> late) {
        var email = Shop.unique("early") + "@example.com";
        var registered = client.post("/users", """
                {"email": "%s", "name": "Early", "password": "correct horse battery"}""".formatted(email));
        assertThat(registered.status()).isEqualTo(201);
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health").status()).isEqualTo(503);
        assertThat(client.get("/actuator/health/stores").status()).isEqualTo(503);
        assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
        if (late.contains(Engine.MONGODB)) {
            var products = client.get("/products");
            assertThat(products.status()).isEqualTo(503);
            assertThat(products.text("/store")).isEqualTo("mongodb");
            assertThat(products.header("Retry-After")).isPresent();
        }
        if (late.contains(Engine.REDIS)) {
            assertThat(client.withToken("any").get("/users/me").text("/store")).isEqualTo("redis");
        }
    }

    private static void servesEverything(Client client, Person person) {
        var login = client.post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password()));
        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        var ada = client.withToken(login.text("/token"));
        assertThat(ada.get("/products").status()).isEqualTo(200);
        assertThat(ada.post("/activity", "{\"type\": \"SEARCH\"}").status()).isEqualTo(201);
        assertThat(ada.get("/activity").texts("/items", "/type")).contains("SEARCH");
        assertThat(ada.get("/recommend/" + person.id()).status()).isEqualTo(200);
    }

    @Test
    void withoutPostgresqlItSaysInASentenceWhyItDoesNotStart() {
        relays.to(Engine.POSTGRES).refuse();

        var said = Instance.startInVain(
                context,
                relays.options().get(0),
                "--spring.flyway.enabled=true",
                "--spring.flyway.connect-retries=1",
                "--spring.flyway.connect-retries-interval=1s");

        assertThat(said)
                .contains("PostgreSQL can't be used at jdbc:postgresql://127.0.0.1")
                .contains("docker compose up")
                .doesNotContain("\tat org.springframework.boot.SpringApplication.run");
    }
}
