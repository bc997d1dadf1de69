/** Tracing of requests, as far as the application adds to what Micrometer does. Off unless they have somewhere to go. */
@NullMarked
package dev.polyglotdb.platform.tracing;

import org.jspecify.annotations.NullMarked;
