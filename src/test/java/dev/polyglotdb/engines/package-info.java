/**
 * The five stores for tests and for the run without any installation: in containers where Docker answers, as child
 * processes where it doesn't. Nothing here is part of the packaged application.
 */
@NullMarked
package dev.polyglotdb.engines;

import org.jspecify.annotations.NullMarked;
