package dev.polyglotdb.privacy;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.neo4j.driver.Driver;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for a text, or for the number of a user, in everything that the five stores hold. */
record Traces(JdbcClient jdbc, StringRedisTemplate redis, CqlSession cassandra, Driver neo4j, MongoTemplate mongo) {

    /** Returns where any of the texts is, in whatever column, key, document or property. */
    List<String> of(String... texts) {
        Predicate<String> hasAny = content -> Arrays.stream(texts).anyMatch(content::contains);
        var found = new ArrayList<String>();
        for (var table : tables()) {
            var rows = jdbc.sql("""
                            select t::text from %s t
                            where exists (select from unnest(:texts::text[]) x where position(x in t::text) > 0)""".formatted(table))
                    .param("texts", texts)
                    .query(String.class)
                    .list();
            rows.forEach(row -> found.add(table + ": " + row));
        }
        redisEntries().stream().filter(hasAny).forEach(found::add);
        for (var table : cassandraTables()) {
            cassandra.execute("SELECT JSON * FROM " + table).forEach(row -> {
                if (hasAny.test(String.valueOf(row.getString(0)))) {
                    found.add(table + ": " + row.getString(0));
                }
            });
        }
        found.addAll(neo4j("""
                MATCH (node)
                WHERE any(key IN keys(node) WHERE any(text IN $texts WHERE toString(node[key]) CONTAINS text))
                RETURN toString(properties(node).id) AS found
                UNION ALL
                MATCH ()-[edge]->()
                WHERE any(key IN keys(edge) WHERE any(text IN $texts WHERE toString(edge[key]) CONTAINS text))
                RETURN type(edge) AS found""", Map.of("texts", List.of(texts))));
        for (var name : mongo.getCollectionNames()) {
            for (var document : mongo.getCollection(name).find()) {
                if (hasAny.test(document.toJson())) {
                    found.add(name + ": " + document.get("_id"));
                }
            }
        }
        return found;
    }

    /** Returns where the number of a user is. */
    List<String> ofUser(long userId) {
        var found = new ArrayList<String>();
        var columns = jdbc.sql("""
                        select table_name from information_schema.columns
                        where table_schema = 'public' and column_name = 'user_id'""").query(String.class).list();
        for (var table : columns) {
            var isThere = jdbc.sql("select exists (select from %s where user_id = :id)".formatted(table))
                    .param("id", userId)
                    .query(Boolean.class)
                    .single();
            if (isThere) {
                found.add(table);
            }
        }
        redisEntries().stream()
                .filter(entry -> entry.startsWith("user-sessions:" + userId + " ")
                        || entry.contains("\"userId\":" + userId + ","))
                .forEach(found::add);
        for (var table : cassandraTables()) {
            cassandra.execute("SELECT JSON * FROM " + table).forEach(row -> {
                if (String.valueOf(row.getString(0)).contains("\"user_id\": " + userId + ",")) {
                    found.add(table + ": " + row.getString(0));
                }
            });
        }
        found.addAll(neo4j("""
                MATCH (user:User {id: $id}) RETURN 'User' AS found
                UNION ALL MATCH ()-[edge]->() WHERE edge.userId = $id RETURN type(edge) AS found""", Map.of("id", userId)));
        return found;
    }

    private List<String> tables() {
        return jdbc.sql("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'""").query(String.class).list();
    }

    private List<String> cassandraTables() {
        var tables = new ArrayList<String>();
        cassandra
                .execute("SELECT keyspace_name, table_name FROM system_schema.tables")
                .forEach(row -> {
                    var keyspace = String.valueOf(row.getString(0));
                    if (!keyspace.startsWith("system")) {
                        tables.add(keyspace + "." + row.getString(1));
                    }
                });
        return tables;
    }

    private List<String> redisEntries() {
        var entries = new ArrayList<String>();
        try (var keys = redis.scan(ScanOptions.scanOptions().count(1000).build())) {
            keys.forEachRemaining(key -> entries.add(key + " " + value(key)));
        }
        return entries;
    }

    private Object value(String key) {
        var type = redis.type(key);
        if (type == DataType.ZSET) {
            return String.valueOf(redis.opsForZSet().range(key, 0, -1));
        }
        if (type == DataType.HASH) {
            return redis.opsForHash().entries(key);
        }
        return type == DataType.STRING ? String.valueOf(redis.opsForValue().get(key)) : String.valueOf(type);
    }

    private List<String> neo4j(String query, Map<String, Object> parameters) {
        try (var session = neo4j.session()) {
            return session.run(query, parameters)
                    .list(row -> "neo4j: " + row.get("found").asString("?"));
        }
    }
}
