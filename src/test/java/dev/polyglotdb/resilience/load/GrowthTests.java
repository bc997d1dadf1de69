package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.Time;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders by 1, 2 and 4 instances on the same stores: what an order costs must not depend on their number, neither while
 * the same customers have more instances than they need, nor while each instance has an equal load. Run it on an
 * otherwise idle machine:
 * <pre>./mvnw test -Dtest=GrowthTests -DexcludedGroups= -Dgroups=measurement -Dpolyglot.load.seconds=30
 * -Dpolyglot.stores.quickstart=false</pre>
 */
@ShopTest
@Tag("measurement")
class GrowthTests {

    private static final int SECONDS = Integer.getInteger("polyglot.load.seconds", 0);
    private static final Duration TIME = Duration.ofSeconds(Math.max(1, SECONDS));
    private static final Duration IDLE = TIME.dividedBy(2);

    /** Until the compiler has seen enough of an instance. */
    private static final Duration WARM_UP = TIME;

    private static final int MOST = 4;
    private static final int CLIENTS = 16;

    /** Orders a second for each instance. Four times that is nearly what two processors can do with all stores. */
    private static final double RATE = 35;

    private static final int CONNECTIONS = 32;
    private static final int PRODUCTS = 100;
    private static final double TOLERANCE = 0.1;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Shop shop;
    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final WorkerThreads ownWorkers;
    private final List<Instance> instances = new ArrayList<>();

    GrowthTests(
            Shop shop,
            ApplicationContext context,
            JdbcClient jdbc,
            @Qualifier("outboxThreads") WorkerThreads ownWorkers) {
        this.ownWorkers = ownWorkers;
        this.shop = shop;
        this.context = context;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void leaveItToTheInstances() {
        ownWorkers.stop();
    }

    @AfterEach
    void stop() {
        ownWorkers.start();
        instances.forEach(Instance::close);
    }

    /**
     * All are started and warmed at first, one by one, so that none has an advantage. The time of those that do not
     * serve counts too: they may take rows of the outbox. They compile with C1 only: C2 was still at work after 4,000
     * orders of each instance, and took more time than the orders.
     */
    @Test
    void anOrderCostsTheSameHoweverManyInstancesThereAre() {
        for (var i = 0; i < MOST; i++) {
            instances.add(Instance.start(context, "--polyglot.orders.maintenance-interval=15s"));
        }
        var people = IntStream.range(0, 40).mapToObj(n -> shop.customer()).toList();
        var products =
                IntStream.range(0, PRODUCTS).mapToObj(n -> shop.product("9.99")).toList();
        var requests = IntStream.range(0, 200)
                .mapToObj(n -> request(people.get(n % people.size()), products.get(n % PRODUCTS)))
                .toList();
        for (var instance : instances) {
            serve(List.of(instance), this::sameCustomers, requests, WARM_UP);
        }

        var ofTheSame = compare("instances, the same customers", this::sameCustomers, requests);
        var ofEqualLoad = compare("instances, an equal load for each", this::equalLoad, requests);
        if (SECONDS > 0) {
            assertThat(List.of(ofEqualLoad, ofTheSame))
                    .allSatisfy(costs -> assertThat(costs)
                            .allSatisfy(cost -> assertThat(cost).isBetween(1 - TOLERANCE, 1 + TOLERANCE)));
        }
    }

    /** How one of some instances is used. */
    private interface Load {
        Outcome of(Instance instance, int instances, IntFunction<byte[]> requests, Duration time);
    }

    private Outcome sameCustomers(Instance instance, int number, IntFunction<byte[]> requests, Duration time) {
        return Offer.closed(instance.base(), requests, CLIENTS / number, time);
    }

    private Outcome equalLoad(Instance instance, int number, IntFunction<byte[]> requests, Duration time) {
        return Offer.scheduled(instance.base(), requests, CONNECTIONS, RATE, time);
    }

    /** @return what an order costs with two and with four instances, as multiples of what it costs with one */
    private List<Double> compare(String name, Load load, List<byte[]> requests) {
        System.out.println("| " + name + " | orders/s | p99 ms | CPU ms an order | processors while idle |");
        var one = serve(instances.subList(0, 1), load, requests, TIME);
        var two = serve(instances.subList(0, 2), load, requests, TIME);
        var four = serve(instances, load, requests, TIME);
        var mean = (one + serve(instances.subList(0, 1), load, requests, TIME)) / 2;
        return List.of(two / mean, four / mean);
    }

    /**
     * @return the time of processors that all instances need for an order and whatever follows it, in ms, beyond what
     *     they need while nobody orders
     */
    private double serve(List<Instance> serving, Load load, List<byte[]> requests, Duration time) {
        var number = serving.size();
        var idle = whileIdle();
        var before = cpu();
        var begun = System.nanoTime();
        var outcomes = Parallel.each(
                number,
                i -> load.of(serving.get(i), number, n -> requests.get((n * number + i) % requests.size()), time));
        await("the outbox")
                .atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from outbox where not failed")
                                .query(Long.class)
                                .single()
                        == 0);
        var elapsed = System.nanoTime() - begun;
        var spent = cpu().minus(before).toNanos() - idle * elapsed;
        var served = outcomes.stream().mapToInt(Outcome::served).sum();
        var each = spent / 1e6 / served;
        System.out.printf(
                "| %d | %.0f | %.0f | %.2f | %.3f |%n",
                number,
                outcomes.stream().mapToDouble(Outcome::goodput).sum(),
                outcomes.stream()
                        .mapToDouble(outcome -> outcome.millis(0.99))
                        .max()
                        .orElseThrow(),
                each,
                idle);
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.served()).isPositive());
        return each;
    }

    /** @return how many processors all use while nobody orders */
    private double whileIdle() {
        var before = cpu();
        var begun = System.nanoTime();
        Time.pass(IDLE);
        return cpu().minus(before).toNanos() / (double) (System.nanoTime() - begun);
    }

    private Duration cpu() {
        return instances.stream()
                .map(instance -> instance.handle().info().totalCpuDuration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private byte[] request(Person person, String product) {
        var json = Person.cardOrder(product, 1, "tok_visa");
        return """
                POST /orders HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(URI.create(instances.get(0).base()).getAuthority(), person.token(), json.length(), json)
                .getBytes(StandardCharsets.UTF_8);
    }
}
