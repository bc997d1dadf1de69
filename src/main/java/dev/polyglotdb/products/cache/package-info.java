/** Caches products in Redis. A copy is never older than the last answered write. */
@NullMarked
package dev.polyglotdb.products.cache;

import org.jspecify.annotations.NullMarked;
