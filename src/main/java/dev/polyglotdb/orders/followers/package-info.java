/**
 * The stores that follow the orders: what each makes of an order, whether it is in line with PostgreSQL, and how it is rebuilt.
 */
@NullMarked
package dev.polyglotdb.orders.followers;

import org.jspecify.annotations.NullMarked;
