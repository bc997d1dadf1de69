package dev.polyglotdb.products;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some commands for one product would find and what they ask for. Contents are told as digests: equal contents
 * have equal ones.
 *
 * @param current the content as it is stored; null if there is no such product
 * @param wanted the content after each command
 */
public record ProductPreview(String id, @Nullable String current, List<String> wanted) {}
