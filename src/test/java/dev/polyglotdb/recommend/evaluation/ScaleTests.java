package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.neo4j.driver.Driver;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * What {@code GET /recommend/{userId}} costs by the size of the graph. Run for one size at a time, with engines that
 * have been given the memory for it:
 *
 * <pre>{@code
 * ./mvnw test -Dtest=ScaleTests -Dpolyglot.scale.users=1000000 -Dpolyglot.stores.quickstart=false \
 *     -Dpolyglot.stores.neo4j.memory=4g -DargLine=-Xmx2g
 * }</pre>
 */
@ShopTest
@EnabledIfSystemProperty(named = "polyglot.scale.users", matches = "\\d+")
class ScaleTests {

    private static final int REQUESTS = 1000;
    private static final long REPORT_NANOS = Duration.ofSeconds(10).toNanos();

    private final PowerLawOrders data;
    private final int rounds = Integer.getInteger("polyglot.scale.rounds", 5);
    private final Shop shop;
    private final JdbcConnectionDetails postgres;
    private final Driver driver;
    private long reported;

    ScaleTests(Shop shop, JdbcConnectionDetails postgres, Driver driver) {
        this.shop = shop;
        this.postgres = postgres;
        this.driver = driver;
        var users = Objects.requireNonNull(Integer.getInteger("polyglot.scale.users"));
        this.data = new PowerLawOrders(users, Math.max(100, users / 50));
    }

    @Test
    void recommendationsByTheSizeOfTheGraph() throws SQLException {
        var admin = shop.admin();
        addProducts(admin);
        say("%s", data);
        data.make(postgres, made -> say("%s", made));
        Graphs.rebuild(admin, Duration.ofHours(2), this::sayNowAndThen);
        sayWhatIsThere();

        var random = new Random(42);
        var users = IntStream.generate(() -> random.nextInt(data.users())).iterator();
        for (var round = 1; round <= rounds; round++) {
            var millis = IntStream.range(0, REQUESTS)
                    .mapToDouble(i -> milliseconds(admin, users.nextInt()))
                    .toArray();
            say("round %d, %d users: %s", round, REQUESTS, percentiles(millis));
            var heavy = IntStream.range(0, 50)
                    .mapToDouble(i -> milliseconds(admin, 0))
                    .toArray();
            say("round %d, the user with the most purchases: %s", round, percentiles(heavy));
        }
    }

    private void addProducts(Person admin) {
        var lines = new StringBuilder();
        for (var i = 0; i < data.products(); i++) {
            lines.append("""
                    {"id": "scale-%d", "name": "Product %d", "price": {"amount": 1.00, "currency": "USD"}}
                    """.formatted(i, i));
        }
        var imported = admin.client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import", HttpRequest.BodyPublishers.ofString(lines.toString()));
        assertThat(imported.status()).as("%s", imported).isEqualTo(200);
    }

    private void sayWhatIsThere() {
        try (var session = driver.session()) {
            var counts = session.run("""
                    MATCH (product:Product) WITH max(product.buyers) AS hub, count(*) AS products
                    MATCH (user:User) WITH hub, products, max(user.products) AS heaviest, count(*) AS users
                    RETURN products, users, hub, heaviest, COUNT { ()-[:BOUGHT]->() } AS edges""").single();
            say("%s", counts.asMap());
        }
    }

    private static double milliseconds(Person admin, int user) {
        var started = System.nanoTime();
        var answer = admin.get("/recommend/" + (PowerLawOrders.FIRST + user));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return (System.nanoTime() - started) / 1e6;
    }

    private static Map<String, Double> percentiles(double[] values) {
        Arrays.sort(values);
        return Map.of("p50", values[values.length / 2], "p99", values[values.length * 99 / 100]);
    }

    private void sayNowAndThen(String progress) {
        if (System.nanoTime() - reported > REPORT_NANOS || progress.startsWith("COMPLETED")) {
            reported = System.nanoTime();
            say("%s", progress);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println("scale: " + String.format(Locale.ROOT, format, values));
    }
}
