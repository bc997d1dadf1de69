/** Copies of products: none, plain cache-aside, and leases. */
@NullMarked
package dev.polyglotdb.lab.cache;

import org.jspecify.annotations.NullMarked;
