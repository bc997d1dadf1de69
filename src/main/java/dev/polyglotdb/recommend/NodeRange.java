package dev.polyglotdb.recommend;

/**
 * The users or products of a range of ids.
 *
 * @param after before the first id
 * @param last the last id
 */
record NodeRange<K>(K after, K last) {}
