/**
 * The transactional outbox. It brings other stores in line with what a PostgreSQL transaction committed. This happens
 * immediately after the commit if the stores are available, and later otherwise. Without the commit it never happens.
 */
@NullMarked
@NamedInterface("outbox")
package dev.polyglotdb.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
