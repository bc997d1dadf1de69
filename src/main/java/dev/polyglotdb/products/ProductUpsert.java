package dev.polyglotdb.products;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some commands make of one product, each applied to what the one before it left.
 *
 * @param oldVersion the version that they apply to; 0 if there is no such product
 * @param product what becomes of it
 * @param updates how many of the commands change a product that is there
 * @param repeats how many of them leave it as it is
 */
record ProductUpsert(long oldVersion, Product product, int updates, int repeats) {

    /** @param deletedVersion the last version of a deleted product with this id, of account where there is no old one */
    static ProductUpsert of(@Nullable Product old, long deletedVersion, List<NewProduct> commands, Instant now) {
        var product = old;
        var updates = 0;
        for (var command : commands) {
            var next = product == null ? Product.of(command, deletedVersion, now) : product.revisedBy(command, now);
            updates += product == null || next == product ? 0 : 1;
            product = next;
        }
        if (product == null) {
            throw new IllegalArgumentException("no command");
        }
        var inserts = old == null ? 1 : 0;
        return new ProductUpsert(
                old == null ? 0 : old.version(), product, updates, commands.size() - updates - inserts);
    }

    boolean isInsert() {
        return oldVersion == 0;
    }

    /** Whether there is nothing to write. */
    boolean isNone() {
        return !isInsert() && updates == 0;
    }
}
