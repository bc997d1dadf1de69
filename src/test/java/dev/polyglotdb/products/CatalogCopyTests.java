package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody copies the catalog step by step, each time from the last change that was seen. */
@ShopTest
class CatalogCopyTests {

    private final Shop shop;
    private final Shelf shelf;
    private final Editor editor;

    CatalogCopyTests(Shop shop) {
        this.shop = shop;
        this.shelf = new Shelf(shop);
        this.editor = Editor.of(shop);
    }

    @Test
    void theLatestChangeComesLastAndTheTimeItselfIsIncluded() {
        var first = shelf.putPriced("1");
        var second = shelf.putPriced("2");
        var third = shelf.putPriced("3");
        var changed = editor.patch(first, "{\"name\": \"Changed\"}").text("/updatedAt");

        assertThat(shelf.walk("sort=updatedAt", 1))
                .containsExactlyInAnyOrder(first, second, third)
                .endsWith(first);
        var times = shelf.ask("sort=updatedAt").texts("/items", "/updatedAt");
        assertThat(times.stream().map(Instant::parse).toList()).isSorted();
        assertThat(shelf.list("updatedSince=" + changed)).contains(first);
        var later = Instant.parse(changed).plusMillis(1);
        assertThat(shelf.list("sort=updatedAt&updatedSince=" + later)).isEmpty();
        assertThat(shelf.list("updatedSince=" + Shelf.encode(changed.replace("Z", "000000000001+00:00"))))
                .contains(first);
    }

    @Test
    void whatChangesWhileItIsReadIsMetAgain() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 4; i++) {
            ids.add(shelf.putPriced("1"));
        }
        var page = shelf.ask("sort=updatedAt&limit=1");
        var seen = new ArrayList<>(page.texts("/items", "/id"));
        editor.patch(seen.get(0), "{\"name\": \"Changed\"}");
        while (!page.at("/nextCursor").isNull()) {
            page = shelf.ask("sort=updatedAt&limit=1&cursor=" + page.text("/nextCursor"));
            seen.addAll(page.texts("/items", "/id"));
        }

        assertThat(seen).hasSize(5).containsAll(ids).endsWith(seen.get(0));
    }

    @Test
    void whatIsWrittenWithoutAChangeIsNotTold() {
        var id = shelf.putPriced("1");
        var before = editor.get(id).text("/updatedAt");

        editor.patch(id, "{\"price\": {\"amount\": 1.0}}");

        assertThat(editor.get(id).text("/updatedAt")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-01-31", "2026-01-31T12:00Z", "2026-01-31T12:00:00.Z", "yesterday"})
    void aTimeThatIsNoneIsRefused(String time) {
        Reply reply = shop.anybody().get("/products?updatedSince=" + time);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid()).isEqualTo(List.of("#/updatedSince"));
    }
}
