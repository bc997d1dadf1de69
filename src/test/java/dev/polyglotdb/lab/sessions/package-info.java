/** Sessions: Redis against PostgreSQL. */
@NullMarked
package dev.polyglotdb.lab.sessions;

import org.jspecify.annotations.NullMarked;
