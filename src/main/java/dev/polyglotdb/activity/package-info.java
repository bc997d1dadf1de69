/**
 * The activity of users, in Cassandra: a timeline for each user and one for each product, newest first. Events may be
 * written at any rate, never change, and expire at the end of the retention.
 */
@NullMarked
@ApplicationModule(
        displayName = "Activity",
        allowedDependencies = {
            "platform",
            "platform::lease",
            "platform::stores",
            "platform::web",
            "platform::json",
            "products"
        })
package dev.polyglotdb.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
