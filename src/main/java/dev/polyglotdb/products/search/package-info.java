/**
 * The query language of the catalog. It parses request parameters into a query, and derives from values the terms and
 * words that answer it. It depends on BSON, but not on the products or the database.
 */
@NullMarked
package dev.polyglotdb.products.search;

import org.jspecify.annotations.NullMarked;
