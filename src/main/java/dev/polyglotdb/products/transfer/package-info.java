/** Import and export of the catalog as a stream of lines. */
@NullMarked
package dev.polyglotdb.products.transfer;

import org.jspecify.annotations.NullMarked;
