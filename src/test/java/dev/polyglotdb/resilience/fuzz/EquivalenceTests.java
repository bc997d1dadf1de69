package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Seeds;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random requests whose answers must agree with each other. {@code -Dpolyglot.proof.seed} repeats a run. */
@ShopTest
@SideBySide
class EquivalenceTests {

    /** Letters with more than one spelling in code points, among letters of several scripts. */
    private static final List<String> LETTERS =
            List.of("é", "Ü", "å", "ế", "ñ", "ç", "한", "국", "어", "ひ", "が", "हि", "न्दी", "й", "ό", "Ω", "a", "z", "7");

    private static final int WORDS = 25;
    private static final int ROUNDS = 30;

    private final Shop shop;

    EquivalenceTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aTextFindsItsEqualWhateverItsCodePoints() {
        var seed = Seeds.next();
        Seeds.replayable(seed, () -> {
            var random = new Random(seed);
            var brand = Shop.unique("brand");
            for (var n = 0; n < WORDS; n++) {
                var word = word(random);
                var id = Shop.unique("word");
                var created = shop.admin().post("/products", """
                        {"id": "%s", "name": "%s", "brand": "%s", "category": "%s", "attributes": {"text": "%s"},
                        "price": {"amount": 1, "currency": "USD"}}""".formatted(
                                id, spelt(word, random), brand, spelt(word, random), spelt(word, random)));
                assertThat(created.status()).as(created.toString()).isEqualTo(201);
                for (var filter : List.of("q", "category", "attr.text")) {
                    var lists = Stream.of(Normalizer.Form.NFC, Normalizer.Form.NFD)
                            .map(form -> found(brand, filter, Normalizer.normalize(word, form)))
                            .toList();
                    assertThat(lists.get(0))
                            .as("%s=%s", filter, word)
                            .isEqualTo(lists.get(1))
                            .contains(id);
                }
            }
        });
    }

    private static String word(Random random) {
        return IntStream.rangeClosed(0, 1 + random.nextInt(5))
                .mapToObj(n -> Chance.pick(LETTERS, random))
                .collect(Collectors.joining());
    }

    private static String spelt(String word, Random random) {
        return Normalizer.normalize(word, random.nextBoolean() ? Normalizer.Form.NFC : Normalizer.Form.NFD);
    }

    private List<String> found(String brand, String filter, String text) {
        return shop.anybody()
                .get("/products?limit=100&brand=%s&%s=%s"
                        .formatted(brand, filter, URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .texts("/items", "/id");
    }

    @Test
    void aReusedEventIdShowsOneOfItsEventsWhole() {
        var seed = Seeds.next();
        Seeds.replayable(seed, () -> {
            var random = new Random(seed);
            var ada = shop.customer();
            var products = List.of(Shop.unique("lamp"), Shop.unique("chair"));
            for (var round = 0; round < ROUNDS; round++) {
                reuse(ada, products, random);
            }
        });
    }

    /** Sends several events under one id, some at once and some later. */
    private void reuse(Person ada, List<String> products, Random random) {
        var id = UUID.randomUUID().toString();
        var at = Instant.now().minusSeconds(random.nextInt(100_000)).truncatedTo(ChronoUnit.MILLIS);
        var events = Stream.generate(() -> event(id, at, Chance.pick(products, random), random))
                .limit(4)
                .toList();
        var atOnce = 1 + random.nextInt(events.size());
        events.subList(0, atOnce).parallelStream().forEach(event -> record(ada, event));
        var first = only(ada.get("/activity?limit=100"), id);
        events.forEach(event -> record(ada, event));

        assertThat(only(ada.get("/activity?limit=100"), id)).isEqualTo(first);
        assertThat(first).hasSize(1);
        assertThat(events.subList(0, atOnce))
                .anyMatch(event -> Reply.parse(event)
                        .path("data")
                        .equals(Reply.parse(first.get(0)).path("data")));
        assertThat(events).contains(first.get(0));
        for (var product : products) {
            var shown = first.stream()
                    .filter(event ->
                            Reply.parse(event).path("productId").asString().equals(product))
                    .toList();
            assertThat(only(shop.admin().get("/products/" + product + "/activity?limit=100"), id))
                    .isEqualTo(shown);
        }
    }

    private static String event(String id, Instant at, String product, Random random) {
        return "{\"eventId\":\"%s\",\"type\":\"%s\",\"productId\":\"%s\",\"data\":{\"n\":%d},\"occurredAt\":\"%s\"}"
                .formatted(id, Chance.pick(List.of("A", "M", "Z"), random), product, random.nextInt(), at);
    }

    private static void record(Person ada, String event) {
        assertThat(ada.post("/activity", event).status()).isEqualTo(201);
    }

    /** Returns the events of the id as they were sent. */
    private static List<String> only(Reply timeline, String id) {
        return timeline.at("/items")
                .valueStream()
                .filter(item -> item.path("eventId").asString().equals(id))
                .map(item -> "{\"eventId\":\"%s\",\"type\":%s,\"productId\":%s,\"data\":%s,\"occurredAt\":\"%s\"}"
                        .formatted(
                                id,
                                item.path("type"),
                                item.path("productId"),
                                item.path("data"),
                                Instant.parse(item.path("occurredAt").asString())))
                .toList();
    }
}
