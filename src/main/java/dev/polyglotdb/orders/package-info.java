/** Orders in PostgreSQL, and the coordination of all stores that an order involves. */
@NullMarked
@ApplicationModule(
        displayName = "Orders",
        allowedDependencies = {
            "platform",
            "platform::admission",
            "platform::stores",
            "platform::web",
            "platform::json",
            "platform::money",
            "platform::outbox",
            "products",
            "activity",
            "recommend"
        })
package dev.polyglotdb.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
