/**
 * Payments by card: the gateway, the attempts to charge one, and the sweep that settles what was left behind.
 */
@NullMarked
package dev.polyglotdb.orders.payments;

import org.jspecify.annotations.NullMarked;
