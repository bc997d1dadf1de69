/**
 * What users do, in Cassandra: a timeline for each user and one for each product, newest first. Written at any rate, never
 * changed, gone when the retention is over.
 */
@NullMarked
@ApplicationModule(
        displayName = "Activity",
        allowedDependencies = {"platform", "platform::stores", "platform::web", "platform::json", "products"})
package dev.polyglotdb.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
