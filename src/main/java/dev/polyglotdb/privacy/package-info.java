/** A person's data in all stores: the export, and the erasure. */
@NullMarked
@ApplicationModule(
        displayName = "Privacy",
        allowedDependencies = {
            "platform",
            "platform::admission",
            "platform::stores",
            "platform::web",
            "platform::json",
            "platform::outbox",
            "users",
            "auth",
            "orders",
            "activity",
            "recommend"
        })
package dev.polyglotdb.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
