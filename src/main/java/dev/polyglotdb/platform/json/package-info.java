/** Strict JSON for bodies and for NDJSON lines, free-form values, and checks of texts. */
@NullMarked
@NamedInterface("json")
package dev.polyglotdb.platform.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
