/** The catalog, in MongoDB: documents with free-form attributes. */
@NullMarked
@ApplicationModule(
        displayName = "Products",
        allowedDependencies = {
            "platform",
            "platform::admission",
            "platform::stores",
            "platform::web",
            "platform::json",
            "platform::money"
        })
package dev.polyglotdb.products;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
