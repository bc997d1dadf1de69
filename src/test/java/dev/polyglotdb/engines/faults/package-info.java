/** Breaks the engines of the run from test sources on purpose. Nothing of it is in the packaged application. */
@NullMarked
package dev.polyglotdb.engines.faults;

import org.jspecify.annotations.NullMarked;
