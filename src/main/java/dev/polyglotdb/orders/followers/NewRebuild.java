package dev.polyglotdb.orders.followers;

import jakarta.validation.constraints.NotNull;

/**
 * The request to rebuild a store.
 *
 * @param target the name of the follower
 */
record NewRebuild(@NotNull @FollowerName String target) {}
