package dev.polyglotdb.engines.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The shop as a place where stores are broken, for tests that must leave them well. */
public final class Lab {

    private static final int SECONDS_AT_MOST = 60;

    private final Client anybody;

    public Lab(Shop shop) {
        anybody = shop.anybody();
    }

    /** Returns how each store is, by its name. */
    Map<String, String> states() {
        return StreamSupport.stream(anybody.get("/break").at("/engines").spliterator(), false)
                .collect(Collectors.toMap(
                        engine -> engine.at("/store").asString(),
                        engine -> engine.at("/state").asString()));
    }

    void awaitState(String store, String state) {
        await().atMost(SECONDS_AT_MOST, SECONDS)
                .untilAsserted(() -> assertThat(states()).containsEntry(store, state));
    }

    /** Heals whatever is broken, and waits until the shop has noticed. */
    public void healAll() {
        await().pollDelay(Duration.ZERO).atMost(SECONDS_AT_MOST, SECONDS).untilAsserted(() -> {
            states().forEach((store, state) -> {
                if (!state.equals("healthy")) {
                    anybody.post("/break/" + store + "/heal");
                }
            });
            assertThat(states().values()).containsOnly("healthy");
            assertThat(anybody.get("/actuator/health/stores").status()).isEqualTo(200);
        });
    }
}
