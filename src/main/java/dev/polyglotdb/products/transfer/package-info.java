/**
 * The catalog as a stream of lines, in and out.
 */
@NullMarked
package dev.polyglotdb.products.transfer;

import org.jspecify.annotations.NullMarked;
