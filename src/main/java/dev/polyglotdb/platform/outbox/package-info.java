/**
 * The transactional outbox: what a PostgreSQL transaction promised to other stores is kept exactly as certainly as the
 * transaction itself, at once if they are there and later if they are not.
 */
@NullMarked
@NamedInterface("outbox")
package dev.polyglotdb.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
