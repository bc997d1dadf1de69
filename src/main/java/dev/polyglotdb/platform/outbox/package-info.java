/**
 * The transactional outbox. It brings other stores in line with what a PostgreSQL transaction committed: at once if
 * they are available, otherwise later, but never without the commit.
 */
@NullMarked
@NamedInterface("outbox")
package dev.polyglotdb.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
