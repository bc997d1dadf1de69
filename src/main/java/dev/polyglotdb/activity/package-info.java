/**
 * The activity of users, in Cassandra: a timeline for each user and one for each product, newest first. Events may be
 * written at any rate, never change, and expire at the end of the retention.
 *
 * <ul>
 *   <li>A <b>bucket</b> is the part of a timeline that is stored together: a day, a minute, or a part of a minute.
 *   <li>A <b>partition</b> is the bucket of one user or product. Cassandra stores it as a partition.
 *   <li>A <b>mark</b> says that a bucket may hold events. Readers look only into buckets that are marked.
 *       The tables of marks are called {@code activity_slices_by_…}; a slice is a bucket.
 *   <li>An <b>entry</b> is an event in one timeline: of its user, or of its product.
 *   <li>A <b>reserved</b> event has a type that begins with {@code ORDER_}, which only the application may write.
 * </ul>
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
