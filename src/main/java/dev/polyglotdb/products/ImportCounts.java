package dev.polyglotdb.products;

/**
 * How many lines did what.
 *
 * @param unchanged how many found the product just so, and wrote nothing
 */
record ImportCounts(long inserted, long updated, long unchanged) {

    static final ImportCounts NONE = new ImportCounts(0, 0, 0);

    ImportCounts plus(ImportCounts other) {
        return new ImportCounts(inserted + other.inserted, updated + other.updated, unchanged + other.unchanged);
    }

    /** @param reborn whether the product was deleted meanwhile, so that its first update made it anew */
    ImportCounts plus(ProductUpsert change, boolean reborn) {
        var inserts = change.isInsert() || reborn ? 1 : 0;
        return plus(new ImportCounts(inserts, change.updates() - (reborn ? 1 : 0), change.repeats()));
    }
}
