/** The OpenAPI document, which is written by hand, and a page to browse it. */
@NullMarked
@ApplicationModule(displayName = "API documentation", allowedDependencies = "web")
package dev.polyglotdb.apidocs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
