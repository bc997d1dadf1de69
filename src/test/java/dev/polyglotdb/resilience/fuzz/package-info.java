/**
 * Random requests generated from the OpenAPI document. None of them may break the application or disclose internals.
 */
@NullMarked
package dev.polyglotdb.resilience.fuzz;

import org.jspecify.annotations.NullMarked;
