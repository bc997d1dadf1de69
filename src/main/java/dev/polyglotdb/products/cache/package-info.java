/**
 * Copies of products in Redis that are never older than the last answered write.
 */
@NullMarked
package dev.polyglotdb.products.cache;

import org.jspecify.annotations.NullMarked;
