/**
 * The stores that follow the orders: how each of them applies an order, how it is compared with PostgreSQL, and how it
 * is rebuilt.
 */
@NullMarked
package dev.polyglotdb.orders.followers;

import org.jspecify.annotations.NullMarked;
