package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Measures how fast checks and rebuilds go through the orders, and what whoever orders meanwhile notices of it. */
@ShopTest
@Tag("measurement")
class ProjectionSpeedTests {

    private static final int ORDERS = Integer.getInteger("polyglot.proof.orders", 30_000);
    private static final int SINKS = 3;
    private static final int WARM_UP = 500;
    private static final int SAMPLES = 100;

    /** Between two orders, so that they are no load themselves. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Shop shop;
    private final ApplicationContext context;
    private final List<Person> customers;
    private final List<String> products;
    private final Random random = new Random(1);

    ProjectionSpeedTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
        this.customers = Stream.generate(shop::customer).limit(20).toList();
        this.products = Stream.generate(() -> shop.product("1.00")).limit(20).toList();
    }

    @Test
    void checksAndRebuilds() {
        new Backlog(context, ORDERS * SINKS).place();
        for (var i = 0; i < WARM_UP; i++) {
            milliseconds();
        }
        say(
                "orders placed while nothing runs: %s",
                percentiles(DoubleStream.generate(this::milliseconds).limit(WARM_UP)));

        for (var target : new String[] {"activity", "recommendations"}) {
            var job = shop.admin().post("/admin/projections/rebuild", "{\"target\": \"%s\"}".formatted(target));
            say("rebuild of %s: %s", target, follow(job));
        }
        var check = shop.admin().get("/admin/projections/check");
        assertThat(check.status()).isEqualTo(202);
        say("check: %s", follow(check));
    }

    private String follow(Reply accepted) {
        var job = accepted.header("Location").orElseThrow();
        var begun = System.nanoTime();
        var done = new AtomicBoolean();
        var meanwhile = DoubleStream.generate(this::milliseconds).takeWhile(took -> {
            done.set(!shop.admin().get(job).text("/status").equals("RUNNING"));
            return !done.get();
        });
        var latencies = percentiles(meanwhile);
        await().atMost(Duration.ofHours(1)).untilTrue(done);
        var seconds = (System.nanoTime() - begun) / 1e9;
        var ended = shop.admin().get(job);
        assertThat(ended.text("/status")).as(ended.toString()).isEqualTo("COMPLETED");
        return "%d orders in %.1f s, %.0f a second; orders placed meanwhile: %s; %s"
                .formatted(
                        ended.number("/processed"),
                        seconds,
                        ended.number("/processed") / seconds,
                        latencies,
                        ended.at("/result"));
    }

    private double milliseconds() {
        LockSupport.parkNanos(PAUSE.toNanos());
        var begun = System.nanoTime();
        order();
        return (System.nanoTime() - begun) / 1e6;
    }

    private void order() {
        var product = products.get(random.nextInt(products.size()));
        var customer = customers.get(random.nextInt(customers.size()));
        assertThat(customer.orders(product, 1).status()).isEqualTo(201);
    }

    private static String percentiles(DoubleStream millis) {
        var sorted = millis.toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%d, p50 %.1f ms, p99 %.1f ms",
                        sorted.length,
                        sorted[sorted.length / 2],
                        sorted[sorted.length * 99 / 100]);
    }

    private static void say(String format, Object... values) {
        System.out.println("projections: " + String.format(Locale.ROOT, format, values));
    }
}
