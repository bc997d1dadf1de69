/**
 * What every endpoint shares: problem details, pages and cursors, the caller, the headers.
 */
@NullMarked
@NamedInterface("web")
package dev.polyglotdb.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
