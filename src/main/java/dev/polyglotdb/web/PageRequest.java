package dev.polyglotdb.web;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for; a controller takes it as a parameter.
 *
 * @param limit how many items at most, 1 to 100
 * @param cursor where to go on; null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor cursor) {}
