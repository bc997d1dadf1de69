package dev.polyglotdb.privacy;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * Measures how somebody with very much behind them is exported and erased, and what others notice of it.
 * {@code -Dpolyglot.proof.events} sets the number of events.
 */
@ShopTest
@Tag("measurement")
class LargeErasureTests {

    private static final int EVENTS = Integer.getInteger("polyglot.proof.events", 100_000);
    private static final int ORDERS = 1_000;
    private static final int PRODUCTS_OF_ORDER = 5;
    private static final int CLIENTS = 4;
    private static final int DAYS = 80;

    /** One in so many events is about one product, today. */
    private static final int HOT = 10;

    private final Shop shop;
    private final ApplicationContext context;
    private final ErasureFixture erasureFixture;
    private final Traces traces;
    private final List<String> products;
    private final Person other;
    private final Bystanders bystanders;

    LargeErasureTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.traces = Traces.in(context);
        this.products = Stream.generate(() -> shop.product("1.00")).limit(100).toList();
        this.other = shop.customer();
        this.bystanders = new Bystanders(other, shop.admin(), products.get(0));
    }

    @Test
    void aMillionEventsAndFiveThousandPurchases() throws Exception {
        var ada = shop.customer();
        var begun = System.nanoTime();
        Parallel.each(CLIENTS, client -> shopALot(ada, client));
        say("made %d events and %d purchases in %s", EVENTS, ORDERS * PRODUCTS_OF_ORDER, since(begun));

        say("export of ten events: %s", export(other));
        say("export of all: %s", export(ada));
        say("others, before: %s", bystanders.during(() -> waitFor(Duration.ofSeconds(20))));
        var place = ErasureFixture.leave(ada).header("Location").orElseThrow();
        var erasing = System.nanoTime();
        erasureFixture.hurryHere(List.of(ada.id()));
        say(
                "others, meanwhile: %s",
                bystanders.during(() -> await().atMost(Duration.ofHours(2))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> shop.admin().get(place).text("/status").equals("COMPLETED"))));
        say("erased in %s", since(erasing));
        say("a page of the hot product's day: %d tombstones", tombstones(products.get(0)));
        say("a page of another product's day: %d tombstones", tombstones(products.get(1)));
    }

    private boolean shopALot(Person ada, int client) {
        for (var batch = client; batch < EVENTS / 1_000; batch += CLIENTS) {
            var first = batch * 1_000;
            var events = IntStream.range(first, first + 1_000)
                    .mapToObj(this::event)
                    .collect(Collectors.joining(",", "[", "]"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> ada.post("/activity", events).status() == 201);
        }
        for (var order = client; order < ORDERS; order += CLIENTS) {
            var first = order;
            var items = IntStream.range(0, PRODUCTS_OF_ORDER)
                    .mapToObj(i -> "{\"productId\": \"%s\", \"quantity\": 1}"
                            .formatted(products.get((first + i * 7) % products.size())))
                    .collect(Collectors.joining(", "));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> ada.post("/orders", "{\"items\": [%s]}".formatted(items))
                                    .status()
                            == 201);
        }
        return true;
    }

    private String event(int number) {
        var isHot = number % HOT == 0;
        var at = Instant.now().minus(Duration.ofDays(isHot ? 0 : number % DAYS)).minusMillis(number % 997);
        return "{\"type\": \"VIEW\", \"productId\": \"%s\", \"data\": {\"n\": %d}, \"occurredAt\": \"%s\"}"
                .formatted(products.get(isHot ? 0 : number % products.size()), number, at);
    }

    /** Reads an export from an instance with a heap of 256 MB. */
    private String export(Person person) throws IOException, InterruptedException {
        try (var instance = Instance.startForLong(context)) {
            var begun = System.nanoTime();
            var most = new AtomicLong();
            var request = HttpRequest.newBuilder(URI.create(instance.base() + "/users/me/export"))
                    .header("Authorization", "Bearer " + person.token())
                    .timeout(Duration.ofMinutes(1))
                    .build();
            var watch = Executors.newSingleThreadScheduledExecutor();
            watch.scheduleAtFixedRate(
                    () -> most.accumulateAndGet(heap(instance), Math::max), 0, 500, TimeUnit.MILLISECONDS);
            try (var body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofInputStream())
                    .body()) {
                var bytes = body.transferTo(OutputStream.nullOutputStream());
                return "%d bytes in %s, heap at most %d MB".formatted(bytes, since(begun), most.get() >> 20);
            } finally {
                watch.shutdownNow();
            }
        }
    }

    private long heap(Instance instance) {
        return instance.client()
                .withToken(shop.admin().token())
                .get("/actuator/prometheus")
                .http()
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void waitFor(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        await().atMost(time.multipliedBy(2)).until(() -> System.nanoTime() - end > 0);
    }

    private int tombstones(String product) {
        return new Tombstones(traces.cassandra()).met(product, LocalDate.now(ZoneOffset.UTC), Tombstones.WHOLE_DAY);
    }

    private static String since(long begun) {
        return "%.1f s".formatted((System.nanoTime() - begun) / 1e9);
    }

    private static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
