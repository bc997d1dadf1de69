/** How good the recommendations are, and what they cost, measured through the application's own interface. */
@NullMarked
package dev.polyglotdb.evaluation;

import org.jspecify.annotations.NullMarked;
