package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * Measures what a request costs, of the application and of each engine, and how long it takes: with as many requests as
 * clients can send who wait for their answers, and on a schedule of 70 % of that. Prints a row for each kind of
 * request, to be kept in the page on performance. Run it on an otherwise idle machine: {@code ./mvnw test
 * -DexcludedGroups= -Dtest=RequestCostTests -Dpolyglot.cost.seconds=6 -Dpolyglot.stores.quickstart=false}.
 */
@ShopTest
@Tag("measurement")
class RequestCostTests {

    private static final int SECONDS = Integer.getInteger("polyglot.cost.seconds", 1);

    /** As long as compilers are busy, figures fall from one second to the next. */
    private static final int WARM_UP = 3;

    private static final int CLIENTS = 32;
    private static final double SHARE = 0.7;
    private static final int PEOPLE = 50;
    private static final int PRODUCTS = 1_000;
    private static final int CATEGORIES = 20;
    private static final int DIFFERENT = 1_000;

    private final Shop shop;
    private final ApplicationContext context;
    private final Random random = new Random(1);
    private final String prefix = Shop.unique("cost");

    RequestCostTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void eachKindOfRequestHasItsCost() {
        importProducts();
        var people = IntStream.range(0, PEOPLE).mapToObj(n -> shop.customer()).toList();
        people.forEach(
                person -> assertThat(person.post("/orders", order()).status()).isEqualTo(201));
        try (var instance = Instance.startForLong(context)) {
            System.out.println("cost: request | 1/s | p50 ms | p99 ms | " + Processors.titles()
                    + " | at 70 %: p50 ms | p99 ms | generator");
            kinds(instance, people).forEach((kind, request) -> measure(kind, request, instance));
        }
    }

    private void measure(String kind, Supplier<byte[]> request, Instance instance) {
        var made = Stream.generate(request).limit(DIFFERENT).toList();
        var time = Duration.ofSeconds(SECONDS);
        Offer.closed(instance.base(), n -> made.get(n % DIFFERENT), CLIENTS, time.multipliedBy(WARM_UP));

        var before = Processors.now(instance);
        var closed = Offer.closed(instance.base(), n -> made.get(n % DIFFERENT), CLIENTS, time);
        var cost = Processors.now(instance).since(before, closed.answers());

        var open = Offer.scheduled(instance.base(), n -> made.get(n % DIFFERENT), SHARE * closed.goodput(), time);

        System.out.printf(
                "cost: %s | %.0f | %.1f | %.1f | %s | %.1f | %.1f | %.2f%n",
                kind,
                closed.goodput(),
                closed.millis(0.5),
                closed.millis(0.99),
                cost,
                open.millis(0.5),
                open.millis(0.99),
                closed.generator());
        assertThat(closed.served()).as(closed.toString()).isPositive().isEqualTo(closed.answers());
    }

    private Map<String, Supplier<byte[]>> kinds(Instance instance, List<Person> people) {
        var host = URI.create(instance.base()).getAuthority();
        var kinds = new LinkedHashMap<String, Supplier<byte[]>>();
        kinds.put("GET /users/{id}", () -> {
            var person = any(people);
            return request(host, person, "GET /users/" + person.id(), "");
        });
        kinds.put(
                "GET /products",
                () -> request(host, any(people), "GET /products?limit=20&category=" + category(any(CATEGORIES)), ""));
        kinds.put(
                "GET /products/{id}", () -> request(host, any(people), "GET /products/" + product(any(PRODUCTS)), ""));
        kinds.put(
                "POST /activity",
                () -> request(host, any(people), "POST /activity", """
                {"type": "VIEW", "data": {"productId": "%s"}}""".formatted(product(any(PRODUCTS)))));
        kinds.put("GET /activity", () -> request(host, any(people), "GET /activity?limit=20", ""));
        kinds.put("POST /orders", () -> request(host, any(people), "POST /orders", order()));
        kinds.put("GET /recommend/{id}", () -> {
            var person = any(people);
            return request(host, person, "GET /recommend/" + person.id(), "");
        });
        return kinds;
    }

    private static byte[] request(String host, Person person, String line, String json) {
        return """
                %s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                %s\r
                %s""".formatted(
                        line,
                        host,
                        person.token(),
                        json.isEmpty()
                                ? ""
                                : "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(json.length()),
                        json)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void importProducts() {
        var lines = IntStream.range(0, PRODUCTS)
                .mapToObj(n -> """
                        {"id": "%s", "name": "Product %d", "category": "%s", "price": {"amount": %d.99, "currency": "USD"}, "attributes": {"color": "red", "weight": %d, "tags": ["a%d", "b%d"]}}""".formatted(product(n), n, category(n % CATEGORIES), 1 + n % 90, n, n % 7, n % 11))
                .collect(Collectors.joining("\n"));
        var imported = shop.admin()
                .client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import", BodyPublishers.ofString(lines));
        assertThat(imported.number("/inserted")).as(imported.toString()).isEqualTo(PRODUCTS);
    }

    private String order() {
        var first = any(PRODUCTS / 3);
        var items = IntStream.of(first, first + PRODUCTS / 3, first + PRODUCTS / 3 * 2)
                .mapToObj(n -> "{\"productId\": \"%s\", \"quantity\": 1}".formatted(product(n)))
                .collect(Collectors.joining(", "));
        return "{\"items\": [" + items + "]}";
    }

    private String product(int n) {
        return prefix + "-" + n;
    }

    private String category(int n) {
        return prefix + "-of-" + n;
    }

    private int any(int bound) {
        return random.nextInt(bound);
    }

    private Person any(List<Person> people) {
        return people.get(any(people.size()));
    }
}
