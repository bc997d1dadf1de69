package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures how fast checks and rebuilds go through the orders, and what whoever orders meanwhile notices of it. */
@ShopTest
@Tag("measurement")
class ProjectionSpeedTests {

    private static final int ORDERS = Integer.getInteger("polyglot.proof.orders", 30_000);
    private static final int SINKS = 3;
    private static final String CHECK = "check";
    private static final String REBUILD = "rebuild of ";
    private static final List<String> JOBS = List.of(REBUILD + "activity", REBUILD + "recommendations", CHECK);
    private static final int WARM_UP = 100;
    private static final int SAMPLES = 200;

    /** Between two orders, so that they are no load themselves. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Shop shop;
    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final List<Person> customers;
    private final List<String> products;
    private final Random random = new Random(1);

    ProjectionSpeedTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
        this.jdbc = context.getBean(JdbcClient.class);
        this.customers = Stream.generate(shop::customer).limit(20).toList();
        this.products = Stream.generate(() -> shop.product("1.00")).limit(20).toList();
    }

    @Test
    void checksAndRebuilds() {
        new Backlog(context, ORDERS * SINKS).place();
        for (var i = 0; i < WARM_UP; i++) {
            milliseconds();
        }
        say("orders placed before anything ran: %s", undisturbed());

        for (var job : JOBS) {
            say("%s, alone: %s", job, follow(begin(job)));
        }
        // To this the following compare: all of it is warm, and as many orders are there.
        say("orders placed while nothing runs: %s", undisturbed());
        for (var job : JOBS) {
            say("orders placed during a %s: %s", job, disturbed(begin(job)));
        }
    }

    private Reply begin(String job) {
        return job.equals(CHECK)
                ? shop.admin().get("/admin/projections/check")
                : rebuild(job.substring(REBUILD.length()));
    }

    private Reply rebuild(String target) {
        return shop.admin().post("/admin/projections/rebuild", "{\"target\": \"%s\"}".formatted(target));
    }

    /** Waits for the end of a job while nothing else is asked for. */
    private String follow(Reply accepted) {
        var started = System.nanoTime();
        if (accepted.status() == 200) {
            return "was done at once";
        }
        var job = accepted.header("Location").orElseThrow();
        await().pollInterval(LOOK)
                .atMost(Duration.ofHours(1))
                .until(() -> !shop.admin().get(job).text("/status").equals("RUNNING"));
        var seconds = (System.nanoTime() - started) / 1e9;
        var ended = shop.admin().get(job);
        assertThat(ended.text("/status")).as(ended.toString()).isEqualTo("COMPLETED");
        var all = jdbc.sql("select count(*) from orders").query(Long.class).single();
        return "%d orders in %.1f s, %.0f a second; memory %d MB; %s"
                .formatted(all, seconds, all / seconds, usedMegabytes(), ended.at("/result"));
    }

    private String undisturbed() {
        return percentiles(DoubleStream.generate(this::milliseconds).limit(SAMPLES));
    }

    /** Places orders while a job runs, and cancels it if it takes longer. */
    private String disturbed(Reply accepted) {
        if (accepted.status() == 200) {
            return "it was done at once";
        }
        var job = accepted.header("Location").orElseThrow();
        var latencies = percentiles(DoubleStream.generate(this::milliseconds)
                .limit(SAMPLES)
                .takeWhile(took -> shop.admin().get(job).text("/status").equals("RUNNING")));
        var processed = shop.admin().get(job).number("/processed");
        shop.admin().client().send("DELETE", job, BodyPublishers.noBody());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> jdbc.sql("select count(*) from projection_jobs where status = 'RUNNING'")
                                .query(Long.class)
                                .single()
                        == 0);
        return latencies + ", while it went through " + processed;
    }

    private static long usedMegabytes() {
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
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
        var taken = millis.toArray();
        var sorted = taken.clone();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%d, p50 %.1f ms, p99 %.1f ms, the slowest were %s",
                        sorted.length,
                        sorted[sorted.length / 2],
                        sorted[sorted.length * 99 / 100],
                        IntStream.range(0, taken.length)
                                .filter(number -> taken[number] >= sorted[Math.max(0, taken.length - 5)])
                                .mapToObj(number -> "number %d with %.0f ms".formatted(number, taken[number]))
                                .toList());
    }

    private static void say(String format, Object... values) {
        System.out.println("projections: " + String.format(Locale.ROOT, format, values));
    }
}
