package dev.polyglotdb.lab.catalog;

import dev.polyglotdb.products.MeasuredListings.Content;
import java.sql.SQLException;
import java.util.List;

/** The catalog in one store. */
interface CatalogSide {

    Content find(String id) throws SQLException;

    /** Returns the first products that match, with all their attributes. */
    List<Content> page(Search search, int limit) throws SQLException;

    /** Returns name, value and count of what is to be counted. */
    List<String> facets(Search search) throws SQLException;
}
