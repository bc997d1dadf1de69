/** The stock of each product, in PostgreSQL. */
@NullMarked
@NamedInterface("stock")
package dev.polyglotdb.orders.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
