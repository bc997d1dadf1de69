package dev.polyglotdb.products;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The combined effect of some commands on one product. Each command applies to the result of the previous one.
 *
 * @param oldVersion the version to which the commands apply; 0 if the product does not exist
 * @param product the result
 * @param updates how many commands change an existing product
 * @param repeats how many commands change nothing
 */
record ProductUpsert(long oldVersion, Product product, int updates, int repeats) {

    /** @param deletedVersion the last version of a deleted product with this id; ignored if there is an old product */
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

    /** Returns whether there is nothing to write. */
    boolean isNone() {
        return !isInsert() && updates == 0;
    }
}
