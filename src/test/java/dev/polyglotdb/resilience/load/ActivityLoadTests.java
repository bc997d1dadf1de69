package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.PlainConnection;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ApplicationContext;

/**
 * Measures the rate and the cost of writing events. For meaningful figures, run {@code ./mvnw test -DexcludedGroups=
 * -Dtest=ActivityLoadTests -Dpolyglot.load.seconds=20 -Dpolyglot.stores.quickstart=false} on an otherwise idle machine.
 */
@ShopTest
@Tag("measurement")
@EnabledIfSystemProperty(named = "polyglot.load.seconds", matches = "[1-9]\\d*")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivityLoadTests {

    private static final int SECONDS = Integer.getInteger("polyglot.load.seconds", 0);
    private static final int PRODUCTS = 1_000;

    private final Shop shop;
    private final ApplicationContext context;

    @SuppressWarnings("NullAway.Init")
    private Instance instance;

    ActivityLoadTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    /** Warms up, so that the first measurement does not include compilation, here and in Cassandra. */
    @BeforeAll
    void start() {
        instance = Instance.startForLong(context);
        var people = List.of(shop.customer());
        var single = List.of(event(1, ActivityLoadTests::ofProduct));
        run(instance.base(), people, single, 32, Duration.ofSeconds(3L * SECONDS));
        run(
                instance.base(),
                people,
                List.of(batch(1_000, ActivityLoadTests::ofProduct)),
                4,
                Duration.ofSeconds(SECONDS));
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @Test
    void batchesWithoutProducts() {
        measure("batches of 1,000 without products", 4, 1_000, n -> batch(1_000, product -> ""));
    }

    @Test
    void batchesWithProducts() {
        measure("batches of 1,000 with products", 4, 1_000, n -> batch(1_000, ActivityLoadTests::ofProduct));
    }

    @Test
    void singleEventsWithoutProducts() {
        measure("single events without products", 32, 1, n -> event(n, product -> ""));
    }

    @Test
    void singleEventsWithProducts() {
        measure("single events with products", 32, 1, n -> event(n, ActivityLoadTests::ofProduct));
    }

    private static String batch(int size, IntFunction<String> product) {
        return IntStream.range(0, size).mapToObj(n -> event(n, product)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String event(int n, IntFunction<String> product) {
        return "{\"type\":\"VIEW\"%s,\"data\":{\"page\":\"/products/%d\",\"ms\":%d}}"
                .formatted(product.apply(n % PRODUCTS), n % PRODUCTS, 100 + n % 900);
    }

    private static String ofProduct(int n) {
        return ",\"productId\":\"load-%d\"".formatted(n);
    }

    private void measure(String what, int clients, int events, IntFunction<String> body) {
        var people = IntStream.range(0, 4).mapToObj(n -> shop.customer()).toList();
        var bodies = IntStream.range(0, 50).mapToObj(body).toList();
        var base = instance.base();
        run(base, people, bodies, clients, Duration.ofSeconds(SECONDS));
        var cpu = Cpu.now(instance);
        var begun = System.nanoTime();
        var load = run(base, people, bodies, clients, Duration.ofSeconds(SECONDS));
        var seconds = (System.nanoTime() - begun) / 1e9;
        var latencies = load.latencies().stream().sorted().toList();
        System.out.printf(
                "%s, %d clients: %.0f events/s, %.0f requests/s, p50 %.1f ms, p99 %.1f ms, %d refused, CPU an event: %s%n",
                what,
                clients,
                events * latencies.size() / seconds,
                latencies.size() / seconds,
                latencies.get(latencies.size() / 2) / 1e6,
                latencies.get(latencies.size() * 99 / 100) / 1e6,
                load.refused(),
                Cpu.now(instance).since(cpu, (long) events * latencies.size()));
    }

    /** @param latencies the duration of each acknowledged request, in nanoseconds */
    private record Load(List<Long> latencies, long refused) {}

    private static Load run(String base, List<Person> people, List<String> bodies, int clients, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var latencies = new ConcurrentLinkedQueue<Long>();
        var refused = new AtomicLong();
        Parallel.each(clients, client -> {
            var token = people.get(client % people.size()).token();
            var requests = bodies.stream()
                    .map(body -> PlainConnection.post(base, "/activity", token, body))
                    .toList();
            try (var connection = PlainConnection.to(base)) {
                for (var n = client; n == client || System.nanoTime() < end; n++) {
                    var begun = System.nanoTime();
                    var status = connection.send(requests.get(n % requests.size()));
                    assertThat(status).isIn(201, 503);
                    if (status == 201) {
                        latencies.add(System.nanoTime() - begun);
                    } else {
                        refused.incrementAndGet();
                    }
                }
            }
            return client;
        });
        return new Load(List.copyOf(latencies), refused.get());
    }

    /** The processor time that the processes have used so far. It is unknown for containers. */
    private record Cpu(Duration application, Duration cassandra, Duration loader) {

        static Cpu now(Instance instance) {
            var own = ProcessHandle.current();
            return new Cpu(
                    used(instance.handle()),
                    own.descendants()
                            .filter(process -> process.info().arguments().map(List::of).orElse(List.of()).stream()
                                    .anyMatch(argument -> argument.endsWith("CassandraMain")))
                            .map(Cpu::used)
                            .reduce(Duration.ZERO, Duration::plus),
                    used(own));
        }

        private static Duration used(ProcessHandle process) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        String since(Cpu before, long events) {
            return "application %.1f µs, Cassandra %.1f µs, loader %.1f µs"
                    .formatted(
                            application.minus(before.application).toNanos() / 1e3 / events,
                            cassandra.minus(before.cassandra).toNanos() / 1e3 / events,
                            loader.minus(before.loader).toNanos() / 1e3 / events);
        }
    }
}
