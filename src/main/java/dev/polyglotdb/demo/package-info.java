/**
 * A small shop to look at, for the profile {@code demo} only; made through the domains' own facades.
 */
@NullMarked
@ApplicationModule(
        displayName = "Demo data",
        allowedDependencies = {"platform", "platform::json", "users", "products", "orders", "orders::stock", "activity"
        })
package dev.polyglotdb.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
