/**
 * What can be asked of the catalog: parameters become a query, values become the terms and words that it is answered by.
 * Knows no product and no database, only BSON.
 */
@NullMarked
package dev.polyglotdb.products.search;

import org.jspecify.annotations.NullMarked;
