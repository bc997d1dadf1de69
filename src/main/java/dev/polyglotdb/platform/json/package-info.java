/**
 * Request bodies and NDJSON lines as strict JSON: how they are read, decompressed and kept within the memory that there
 * is. Also free-form values, and checks of texts.
 */
@NullMarked
@NamedInterface("json")
package dev.polyglotdb.platform.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
