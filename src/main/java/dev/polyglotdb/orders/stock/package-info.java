/**
 * How many of each product are there, in PostgreSQL.
 */
@NullMarked
@NamedInterface("stock")
package dev.polyglotdb.orders.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
