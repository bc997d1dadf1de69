package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;

/**
 * Measures what is left of the service when four times as much arrives as can be served. Run it on an otherwise idle
 * machine: {@code ./mvnw test -DexcludedGroups= -Dtest=OverloadLoadTests -Dpolyglot.load.seconds=5
 * -Dpolyglot.stores.quickstart=false}.
 */
@ShopTest
@Tag("measurement")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadLoadTests {

    private static final int SECONDS = Integer.getInteger("polyglot.load.seconds", 0);
    private static final Duration TIME = Duration.ofSeconds(Math.max(1, SECONDS));
    private static final int PRODUCTS = 100;

    private final Shop shop;
    private final ApplicationContext context;
    private @Nullable Instance instance;
    private List<Person> people = List.of();
    private List<String> products = List.of();

    OverloadLoadTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    /**
     * @param name what it does
     * @param share the least part of its peak that must be left
     * @param request what the n-th request is
     */
    private record Operation(String name, double share, IntFunction<byte[]> request) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void start() {
        instance = Instance.startForLong(context);
        people = IntStream.range(0, 40).mapToObj(n -> shop.customer()).toList();
        products =
                IntStream.range(0, PRODUCTS).mapToObj(n -> shop.product("9.99")).toList();
        people.forEach(person -> person.orders(products.get((int) (person.id() % PRODUCTS)), 1));
    }

    @AfterAll
    void stop() {
        if (instance != null) {
            instance.close();
        }
    }

    private Stream<Operation> operations() {
        return Stream.of(
                new Operation("order", 0.9, n -> post(n, "/orders", Person.cardOrder(product(n), 1, "tok_visa"))),
                new Operation(
                        "login",
                        0.9,
                        n -> post(n, "/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(
                                        person(n).email(), person(n).password()))),
                new Operation(
                        "recommendations",
                        0.9,
                        n -> get(n, "/recommend/" + person(n).id())),
                new Operation("list", 0.9, n -> get(n, "/products?limit=20&sort=price")),
                new Operation("activity", 0.9, n -> post(n, "/activity", "{\"type\": \"VIEW\"}")),
                new Operation("read", 0.6, n -> get(n, "/products/" + product(n))));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void fourTimesTheLoadLeavesTheServiceAsItWas(Operation operation) {
        var requests = made(operation.request());
        Offer.closed(base(), requests, 16, TIME.multipliedBy(3));
        var peak = 0.0;
        for (var clients : new int[] {4, 8, 16, 32}) {
            var outcome = Offer.closed(base(), requests, clients, TIME);
            System.out.printf("%s, %d clients: %s%n", operation, clients, outcome);
            peak = Math.max(peak, outcome.goodput());
        }
        var before = processorTime();
        var outcome = Offer.scheduled(base(), requests, 4 * peak, TIME.multipliedBy(2));
        var application = processorTime().minus(before);
        System.out.printf(
                "%s, 4 x %.0f/s: %.0f %% of it, %s; of a processor: generator %.2f, application %.2f%n",
                operation,
                peak,
                100 * outcome.goodput() / peak,
                outcome,
                outcome.generator(),
                (double) application.toNanos() / TIME.multipliedBy(2).toNanos());
        if (SECONDS > 0) {
            var softly = new SoftAssertions();
            softly.assertThat(outcome.goodput()).isGreaterThan(operation.share() * peak);
            softly.assertThat(outcome.late()).as("over 2 s").isZero();
            softly.assertThat(outcome.unavailable()).as("store-unavailable").isZero();
            softly.assertAll();
        }
        assertThat(outcome.goodput()).isPositive();
    }

    /** Makes a few of them beforehand, so that the generator has less to do. */
    private static IntFunction<byte[]> made(IntFunction<byte[]> request) {
        var some = IntStream.range(0, 200).mapToObj(request).toList();
        return n -> some.get(n % some.size());
    }

    private Duration processorTime() {
        return instance == null
                ? Duration.ZERO
                : instance.handle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Prints what it takes to refuse a request, of the application and of the client. */
    @Test
    void aRefusalIsCheap() {
        // With one thread no request has a place.
        try (var full = Instance.startForLong(context, "--server.tomcat.threads.max=1")) {
            var requests = made(n -> post(n, "/activity", "{\"type\": \"VIEW\"}"));
            Offer.closed(full.base(), requests, 16, TIME.multipliedBy(2));
            var before = full.handle().info().totalCpuDuration().orElse(Duration.ZERO);
            var outcome = Offer.closed(full.base(), requests, 64, TIME);
            var took = full.handle()
                    .info()
                    .totalCpuDuration()
                    .orElse(Duration.ZERO)
                    .minus(before);
            System.out.printf("refusals: %.0f us each, %s%n", took.toNanos() / 1e3 / outcome.refusals(), outcome);
            assertThat(outcome.refusals()).isPositive().isEqualTo(outcome.answers());
        }
    }

    private Person person(int n) {
        return people.get(n % people.size());
    }

    private String product(int n) {
        return products.get(n % products.size());
    }

    private String base() {
        return instance == null ? "" : instance.base();
    }

    private byte[] get(int n, String path) {
        return request(n, "GET " + path, "");
    }

    private byte[] post(int n, String path, String json) {
        return request(n, "POST " + path, json);
    }

    private byte[] request(int n, String line, String json) {
        return """
                %s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(line, URI.create(base()).getAuthority(), person(n).token(), json.length(), json)
                .getBytes(StandardCharsets.UTF_8);
    }
}
