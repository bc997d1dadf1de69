/** Technical foundation of all domains. It depends on none of them. */
@NullMarked
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {})
package dev.polyglotdb.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
