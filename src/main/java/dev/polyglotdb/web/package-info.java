/**
 * What every endpoint shares: problem details, strict JSON, cursors, Server-Timing and the naming of the store behind a failure.
 * Knows no domain.
 */
@NullMarked
@ApplicationModule(
        displayName = "Web conventions",
        allowedDependencies = {})
package dev.polyglotdb.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
