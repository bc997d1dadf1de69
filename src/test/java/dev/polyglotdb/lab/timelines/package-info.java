/** Timelines: Cassandra against PostgreSQL. */
@NullMarked
package dev.polyglotdb.lab.timelines;

import org.jspecify.annotations.NullMarked;
