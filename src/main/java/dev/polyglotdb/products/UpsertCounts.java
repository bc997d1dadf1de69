package dev.polyglotdb.products;

/**
 * How many commands did what.
 *
 * @param inserted how many made a product
 * @param updated how many changed one
 * @param unchanged how many found the product just so, and wrote nothing
 */
public record UpsertCounts(long inserted, long updated, long unchanged) {

    public static final UpsertCounts NONE = new UpsertCounts(0, 0, 0);

    /** Both together. */
    public UpsertCounts plus(UpsertCounts other) {
        return new UpsertCounts(inserted + other.inserted, updated + other.updated, unchanged + other.unchanged);
    }

    /** @param reborn whether the product was deleted meanwhile, so that its first update made it anew */
    UpsertCounts plus(ProductUpsert change, boolean reborn) {
        var inserts = change.isInsert() || reborn ? 1 : 0;
        return plus(new UpsertCounts(inserts, change.updates() - (reborn ? 1 : 0), change.repeats()));
    }
}
