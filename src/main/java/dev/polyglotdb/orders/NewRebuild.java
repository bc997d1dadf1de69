package dev.polyglotdb.orders;

import jakarta.validation.constraints.NotNull;

/** The wish to have a store rebuilt. */
record NewRebuild(@NotNull ProjectionTarget target) {}
