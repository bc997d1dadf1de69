package dev.polyglotdb.platform.stores;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that an administrator should know about a store that answers. Declared as a bean, it becomes a detail of
 * the store's health. It does not change the status.
 *
 * @param value returns at once, and null if there is nothing to say
 */
public record StoreDetail(Store store, String name, Supplier<@Nullable Object> value) {}
