package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens if products change between reading and writing a batch. */
@ShopTest
class BulkProductsTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final BulkProductRepository bulk;
    private final ProductRepository products;

    BulkProductsTests(BulkProductRepository bulk, ProductRepository products) {
        this.bulk = bulk;
        this.products = products;
    }

    @Test
    void onlyUnchangedProductsAreWrittenAndTheOthersAreNamed() {
        var same = existing("same");
        var changed = existing("changed");
        var deleted = existing("deleted");
        var replaced = existing("made anew");
        var appeared = command(Shop.unique("appeared"), "Mine");
        var inserted = command(Shop.unique("inserted"), "Mine");

        products.replace(changed, changed.revisedBy(command(changed.id(), "Theirs"), NOW));
        products.remove(deleted);
        products.remove(replaced);
        products.add(Product.of(command(replaced.id(), "Theirs"), 0, NOW.plusSeconds(1)));
        products.add(Product.of(command(appeared.id(), "Theirs"), 0, NOW));
        var outcome = bulk.write(List.of(
                upsert(changed, command(changed.id(), "Mine")),
                upsert(null, appeared),
                upsert(same, command(same.id(), "Mine")),
                upsert(replaced, command(replaced.id(), "Mine")),
                upsert(null, inserted),
                upsert(deleted, command(deleted.id(), "Mine"))));

        assertThat(outcome.lost()).containsExactlyInAnyOrder(changed.id(), appeared.id(), replaced.id());
        assertThat(outcome.reborn()).containsExactly(deleted.id());
        var names = new HashMap<String, String>();
        bulk.each(
                List.of(same.id(), changed.id(), deleted.id(), replaced.id(), appeared.id(), inserted.id()),
                product -> names.put(product.id(), product.name() + " " + product.version()));
        assertThat(names)
                .containsEntry(same.id(), "Mine 2")
                .containsEntry(changed.id(), "Theirs 2")
                .containsEntry(deleted.id(), "Mine 2")
                .containsEntry(replaced.id(), "Theirs 1")
                .containsEntry(appeared.id(), "Theirs 1")
                .containsEntry(inserted.id(), "Mine 1");
    }

    @Test
    void aRecreatedProductCountsAsInsertedByItsFirstChange() {
        var old = Product.of(command("a", "Old"), 0, NOW);
        var upsert =
                ProductUpsert.of(old, 0, List.of(command("a", "Old"), command("a", "New"), command("a", "Newer")), NOW);

        assertThat(UpsertCounts.NONE.plus(upsert, false)).isEqualTo(new UpsertCounts(0, 2, 1));
        assertThat(UpsertCounts.NONE.plus(upsert, true)).isEqualTo(new UpsertCounts(1, 1, 1));
    }

    private Product existing(String name) {
        var product = Product.of(command(Shop.unique("bulk"), name), 0, NOW);
        products.add(product);
        return product;
    }

    private static ProductUpsert upsert(@Nullable Product old, NewProduct command) {
        return ProductUpsert.of(old, 0, List.of(command), NOW.plusSeconds(9));
    }

    private static NewProduct command(String id, String name) {
        return new NewProduct(id, name, null, null, null, new Money(BigDecimal.ONE, "EUR"), FreeForm.EMPTY);
    }
}
