/** Requests made at random from the OpenAPI document, none of which may break or tell anything. */
@NullMarked
package dev.polyglotdb.resilience.fuzz;

import org.jspecify.annotations.NullMarked;
