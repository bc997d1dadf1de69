package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Measures how long other requests wait while many users log in or register. Run it on an otherwise idle machine:
 * {@code ./mvnw test -Dtest=FloodTests -Dpolyglot.flood=true}.
 */
@ShopTest
@EnabledIfSystemProperty(named = "polyglot.flood", matches = "true")
class FloodTests {

    private static final Logger log = LoggerFactory.getLogger(FloodTests.class);

    private static final int CLIENTS = 64;
    private static final int SAMPLES = 2000;
    private static final Duration PACE = Duration.ofMillis(10);

    private final Shop shop;
    private final ApplicationContext context;

    FloodTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void othersWaitLessThanThreeTimesAsLongAsOtherwise() {
        var ada = shop.customer();
        try (var instance =
                Instance.start(context, Instance.USUAL_RESPONSE_TIME, "--polyglot.auth.password.strength=10")) {
            percentile99(instance, ada);
            var quiet = percentile99(instance, ada);
            var logins = during(
                    instance,
                    ada,
                    i -> instance.client()
                            .post("/auth/login", """
                            {"email": "%s", "password": "%s"}""".formatted(ada.email(), ada.password()))
                            .status());
            var registrations = during(
                    instance,
                    ada,
                    i -> instance.client()
                            .post("/users", """
                            {"email": "%s@example.com", "name": "New", "password": "%s"}""".formatted(Shop.unique("new"), ada.password()))
                            .status());
            log.info("p99 of GET /users/me: quiet {}, logins {}, registrations {}", quiet, logins, registrations);
            assertThat(logins).isLessThan(quiet.multipliedBy(3));
            assertThat(registrations).isLessThan(quiet.multipliedBy(3));
        }
    }

    private Duration during(Instance instance, Person ada, IntFunction<Integer> flood) {
        var answered = new AtomicInteger();
        try (var crowd = Meanwhile.repeat(() -> Parallel.each(CLIENTS, i -> {
            assertThat(flood.apply(i)).isIn(200, 201, 503);
            return answered.incrementAndGet();
        }))) {
            percentile99(instance, ada);
            return percentile99(instance, ada);
        } finally {
            log.info("{} answers to the flood", answered);
        }
    }

    /** Measures from the time when each request was due, so that stalls are included. */
    private static Duration percentile99(Instance instance, Person ada) {
        var client = instance.client().withToken(ada.token());
        var waits = new long[SAMPLES];
        var begun = System.nanoTime();
        for (var i = 0; i < SAMPLES; i++) {
            var due = begun + i * PACE.toNanos();
            LockSupport.parkNanos(due - System.nanoTime());
            assertThat(client.get("/users/me").status()).isEqualTo(200);
            waits[i] = System.nanoTime() - due;
        }
        Arrays.sort(waits);
        return Duration.ofNanos(waits[SAMPLES * 99 / 100]);
    }
}
