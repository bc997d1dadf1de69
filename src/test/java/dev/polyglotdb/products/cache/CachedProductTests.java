package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.products.Editor;
import dev.polyglotdb.products.Shelf;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class CachedProductTests {

    private static final int WRITERS = 4;
    private static final int CLIENTS = 12;

    private final Shop shop;
    private final Editor editor;

    CachedProductTests(Shop shop) {
        this.shop = shop;
        this.editor = Editor.of(shop);
    }

    @Test
    void aProductComesFromTheCacheAsItComesFromTheDatabase() {
        var id = shop.product("1.00");
        editor.patch(id, "{\"description\": \"ä😀\", \"attributes\": {\"n\": [1.10, 1e3, null], \"$a.b\": {}}}");

        var first = editor.get(id);
        var second = editor.get(id);

        assertThat(stores(first)).containsExactly("mongodb", "redis", "total");
        assertThat(stores(second)).containsExactly("redis", "total");
        assertThat(second.http().body()).isEqualTo(first.http().body());
        for (var header : List.of("ETag", "Content-Type", "Content-Length", "Cache-Control")) {
            assertThat(second.header(header)).as(header).isPresent().isEqualTo(first.header(header));
        }
        assertThat(first.header("Content-Type")).hasValue("application/json");
    }

    @Test
    void hitsAndMissesAreCounted() {
        var id = shop.product("1.00");
        var misses = counted("miss");
        var hits = counted("hit");

        editor.get(id);
        editor.get(id);

        assertThat(counted("miss")).isGreaterThan(misses);
        assertThat(counted("hit")).isGreaterThan(hits);
    }

    private double counted(String result) {
        var line = "cache_gets_total{cache=\"products\",result=\"%s\"} ".formatted(result);
        return shop.admin()
                .get("/actuator/prometheus")
                .http()
                .body()
                .lines()
                .filter(metric -> metric.startsWith(line))
                .mapToDouble(metric -> Double.parseDouble(metric.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml"})
    void aClientThatDoesNotAcceptJsonGetsNotAcceptable(String accept) {
        var id = shop.product("1.00");

        assertThat(shop.anybody().with("Accept", accept).get("/products/" + id).status())
                .isEqualTo(406);
    }

    /** Every read that begins after a write was answered must see at least that version. */
    @Test
    void noReadIsOlderThanAnAcknowledgedWrite() {
        var shelves = Stream.generate(() -> new Shelf(shop.product("1.00"), new AtomicLong(1)))
                .limit(3)
                .toList();
        var left = new AtomicInteger(400);

        Parallel.each(CLIENTS, i -> {
            while (left.get() > 0) {
                var shelf = shelves.get(ThreadLocalRandom.current().nextInt(shelves.size()));
                if (i < WRITERS) {
                    left.decrementAndGet();
                    write(shelf, ThreadLocalRandom.current().nextLong());
                } else {
                    read(shelf);
                }
            }
            return i;
        });

        shelves.forEach(this::read);
    }

    private record Shelf(String id, AtomicLong answered) {}

    private void write(Shelf shelf, long mark) {
        var reply = editor.patch(shelf.id(), "{\"attributes\": {\"mark\": %d}}".formatted(mark));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        shelf.answered().accumulateAndGet(reply.number("/version"), Math::max);
    }

    private void read(Shelf shelf) {
        var atLeast = shelf.answered().get();
        var reply = shop.anybody().get("/products/" + shelf.id());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.number("/version")).isGreaterThanOrEqualTo(atLeast);
        assertThat(reply.header("ETag")).hasValue("\"" + reply.number("/version") + "\"");
        shelf.answered().accumulateAndGet(reply.number("/version"), Math::max);
    }

    private static List<String> stores(Reply reply) {
        return Stream.of(reply.header("Server-Timing").orElse("").split(", "))
                .map(entry -> entry.replaceAll(";.*", ""))
                .toList();
    }
}
