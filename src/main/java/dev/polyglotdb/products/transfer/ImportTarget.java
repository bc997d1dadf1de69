package dev.polyglotdb.products.transfer;

import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.UpsertCounts;
import java.util.List;
import java.util.Map;

/** Takes the valid lines of an import. Batches that have no product in common may come at the same time. */
interface ImportTarget extends AutoCloseable {

    /**
     * Takes a batch.
     *
     * @param commands the commands by product id; those for one product are applied in order
     * @return the effects that are known by now
     */
    UpsertCounts apply(Map<String, List<NewProduct>> commands);

    /** Returns the remaining effects, after the last batch. */
    default UpsertCounts rest() {
        return UpsertCounts.NONE;
    }

    @Override
    default void close() {}
}
