/** Accounts, in PostgreSQL. */
@NullMarked
@ApplicationModule(displayName = "Users", allowedDependencies = "web")
package dev.polyglotdb.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
