/** The page at {@code /}, and what it shows of all stores, for whoever wants it without the page. */
@NullMarked
@ApplicationModule(
        displayName = "Console",
        allowedDependencies = {
            "platform",
            "platform::stores",
            "platform::web",
            "platform::outbox",
            "products",
            "orders",
            "activity",
            "recommend"
        })
package dev.polyglotdb.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
