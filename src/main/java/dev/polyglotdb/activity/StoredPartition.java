package dev.polyglotdb.activity;

import java.util.List;
import java.util.Map;

/**
 * A partition of a timeline in Cassandra, with some of its rows. Columns have the names that they have there.
 *
 * @param key the partition key
 */
public record StoredPartition(String table, Map<String, Object> key, List<Map<String, Object>> rows) {}
