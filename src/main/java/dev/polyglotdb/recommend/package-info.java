/** The graph of who bought what, in Neo4j, and the recommendations made by walking it. */
@NullMarked
@ApplicationModule(
        displayName = "Recommendations",
        allowedDependencies = {"platform", "platform::stores", "platform::web", "platform::money", "products"})
package dev.polyglotdb.recommend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
