/** What the application adds to the traces that Micrometer makes. Off unless they have somewhere to go. */
@NullMarked
package dev.polyglotdb.platform.tracing;

import org.jspecify.annotations.NullMarked;
