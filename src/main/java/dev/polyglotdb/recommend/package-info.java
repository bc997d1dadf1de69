/**
 * Who bought what, as a graph in Neo4j, and what to recommend by walking it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Recommendations",
        allowedDependencies = {"platform", "platform::stores", "platform::web", "platform::money", "products"})
package dev.polyglotdb.recommend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
