package dev.polyglotdb.products;

/**
 * Counts commands by their effect.
 *
 * @param inserted how many created a product
 * @param updated how many changed a product
 * @param unchanged how many found the product in the requested state and wrote nothing
 */
public record UpsertCounts(long inserted, long updated, long unchanged) {

    /** No effects: what a sum begins with. */
    public static final UpsertCounts NONE = new UpsertCounts(0, 0, 0);

    /** Returns the sum of both counts. */
    public UpsertCounts plus(UpsertCounts other) {
        return new UpsertCounts(inserted + other.inserted, updated + other.updated, unchanged + other.unchanged);
    }

    /** @param reborn whether the product was deleted in the meantime, so that its first update created it again */
    UpsertCounts plus(ProductUpsert change, boolean reborn) {
        var inserts = change.isInsert() || reborn ? 1 : 0;
        return plus(new UpsertCounts(inserts, change.updates() - (reborn ? 1 : 0), change.repeats()));
    }
}
