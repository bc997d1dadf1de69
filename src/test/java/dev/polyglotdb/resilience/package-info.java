/** The proof that an order is never lost, doubled or oversold, whatever fails and whoever races. */
@NullMarked
package dev.polyglotdb.resilience;

import org.jspecify.annotations.NullMarked;
