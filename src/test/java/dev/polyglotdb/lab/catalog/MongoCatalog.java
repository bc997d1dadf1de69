package dev.polyglotdb.lab.catalog;

import dev.polyglotdb.products.MeasuredListings;
import dev.polyglotdb.products.MeasuredListings.Content;
import java.util.List;

/** The application's own catalog. */
record MongoCatalog(MeasuredListings listings) implements CatalogSide {

    @Override
    public Content find(String id) {
        return listings.find(id);
    }

    @Override
    public List<Content> page(Search search, int limit) {
        return listings.page(search.parameters(), limit);
    }

    @Override
    public List<String> facets(Search search) {
        return listings.facets(search.parameters());
    }
}
