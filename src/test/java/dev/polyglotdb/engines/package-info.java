/**
 * The five stores for tests and for running without any installation: in containers if Docker is available, otherwise
 * as child processes. Nothing in this package is part of the packaged application.
 */
@NullMarked
package dev.polyglotdb.engines;

import org.jspecify.annotations.NullMarked;
