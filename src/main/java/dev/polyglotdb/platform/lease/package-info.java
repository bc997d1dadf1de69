/** Leases: work that only one of all instances may do at a time. */
@NullMarked
@NamedInterface("lease")
package dev.polyglotdb.platform.lease;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
