/** Login and sessions, in Redis, and the rules about which requests need a session. */
@NullMarked
@ApplicationModule(
        displayName = "Authentication",
        allowedDependencies = {
            "platform",
            "platform::admission",
            "platform::stores",
            "platform::web",
            "platform::json",
            "users"
        })
package dev.polyglotdb.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
