/** The hand-written OpenAPI document, and a page to browse it. */
@NullMarked
package dev.polyglotdb.platform.apidocs;

import org.jspecify.annotations.NullMarked;
