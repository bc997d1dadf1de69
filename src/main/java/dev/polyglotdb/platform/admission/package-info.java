/** Decides how many requests are served at a time, whose turn it is, and who is refused when too many arrive. */
@NullMarked
@NamedInterface("admission")
package dev.polyglotdb.platform.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
