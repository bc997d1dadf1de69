/**
 * The OpenAPI document, which is written by hand, and a page to browse it.
 */
@NullMarked
package dev.polyglotdb.platform.apidocs;

import org.jspecify.annotations.NullMarked;
