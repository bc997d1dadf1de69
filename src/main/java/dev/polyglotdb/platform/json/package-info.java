/**
 * Strict JSON, in and out, as bodies and as lines; free-form values and the checks of texts.
 */
@NullMarked
@NamedInterface("json")
package dev.polyglotdb.platform.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
