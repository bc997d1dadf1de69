/** Tests that no order is ever lost, doubled or oversold, whatever fails and whichever requests compete. */
@NullMarked
package dev.polyglotdb.resilience;

import org.jspecify.annotations.NullMarked;
