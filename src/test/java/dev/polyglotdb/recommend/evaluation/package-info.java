/** How good the recommendations are, and what they cost, measured through the application's own interface. */
@NullMarked
package dev.polyglotdb.recommend.evaluation;

import org.jspecify.annotations.NullMarked;
