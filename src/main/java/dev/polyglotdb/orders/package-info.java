/** Orders, payments and stock, in PostgreSQL; and the one place where the stores meet. */
@NullMarked
@ApplicationModule(
        displayName = "Orders",
        allowedDependencies = {"web", "users", "products", "activity", "recommend", "outbox"})
package dev.polyglotdb.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
