package dev.polyglotdb.orders.followers;

import jakarta.validation.constraints.NotNull;

/**
 * The wish to have a store rebuilt.
 *
 * @param target the name of the follower
 */
record NewRebuild(@NotNull String target) {}
