/** Orders: PostgreSQL against Redis, MongoDB and Cassandra. */
@NullMarked
package dev.polyglotdb.lab.orders;

import org.jspecify.annotations.NullMarked;
