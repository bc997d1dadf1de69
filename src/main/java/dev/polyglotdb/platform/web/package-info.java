/** HTTP conventions that all endpoints share: problem details, pagination, the caller, and headers. */
@NullMarked
@NamedInterface("web")
package dev.polyglotdb.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
