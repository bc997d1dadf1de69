/** Accounts, in PostgreSQL. */
@NullMarked
@ApplicationModule(
        displayName = "Users",
        allowedDependencies = {"platform::stores", "platform::web", "platform::json"})
package dev.polyglotdb.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
