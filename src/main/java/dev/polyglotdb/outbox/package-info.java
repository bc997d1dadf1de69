/**
 * The transactional outbox: what a PostgreSQL transaction promised to other stores is kept exactly as certainly as the
 * transaction itself, at once if they are there and later if they are not.
 */
@NullMarked
@ApplicationModule(displayName = "Outbox", allowedDependencies = "web")
package dev.polyglotdb.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
