/**
 * The transactional outbox. It brings other stores in line with what a PostgreSQL transaction committed. This happens
 * immediately after the commit if the stores are available, and later otherwise. Without the commit it never happens.
 *
 * <ul>
 *   <li>A <b>subject</b> is what other stores must be brought in line with: an order or an erasure, known by its id.
 *   <li>A <b>sink</b> brings one store, or the payment gateway, in line with subjects. The API calls it a target.
 *   <li>A <b>follower</b> is a sink of orders that administrators can check and rebuild, such as the timelines.
 *   <li>An <b>entry</b> says that a sink has to be applied to a subject. It is a row of the outbox until that is done.
 *   <li>An entry <b>fails</b> if it is given up until somebody retries it; an <b>insistent</b> one never is.
 * </ul>
 */
@NullMarked
@NamedInterface("outbox")
package dev.polyglotdb.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
