/** Card payments: the payment gateway, the attempts to pay by card, and the sweep that releases abandoned payments. */
@NullMarked
package dev.polyglotdb.orders.payments;

import org.jspecify.annotations.NullMarked;
