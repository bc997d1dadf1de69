/**
 * Sample data for a demo shop, only with the profile {@code demo}. It is created through the facades of the domains.
 */
@NullMarked
@ApplicationModule(
        displayName = "Demo data",
        allowedDependencies = {
            "platform",
            "platform::json",
            "platform::lease",
            "users",
            "products",
            "orders",
            "orders::stock",
            "activity"
        })
package dev.polyglotdb.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
