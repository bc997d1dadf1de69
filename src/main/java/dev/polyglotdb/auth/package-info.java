/**
 * Login and sessions, in Redis; and which request needs a session at all.
 */
@NullMarked
@ApplicationModule(
        displayName = "Authentication",
        allowedDependencies = {"platform", "platform::stores", "platform::web", "platform::json", "users"})
package dev.polyglotdb.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
