package dev.polyglotdb.privacy;

import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyglotdb.testing.PatientCql;
import dev.polyglotdb.testing.PatientSql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.bson.Document;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for texts, or for numbers of users, in everything that the five stores tell: rows of all tables and what the
 * planner remembers of them, keys and values, documents and indexes, nodes and edges with their labels and properties.
 */
public record Traces(
        JdbcClient jdbc, StringRedisTemplate redis, CqlSession cassandra, Driver neo4j, MongoTemplate mongo) {

    /** Where the number of somebody who has left may be, as the page on a person's data has it. */
    public static final Set<String> ALLOWED = Set.of("orders", "erasures", "projection_jobs", "pg_stats");

    /** Numbers of users from here on are told from all other numbers by their length and first digits. */
    private static final long STRIKING = 7_000_000_000L;

    private static final long LAST_STRIKING = 7_000_999_999L;

    /** How all of them begin. Few texts have it, and looking for the pattern in all of them takes far longer. */
    private static final String BEGINNING = "7000";

    private static final Pattern STRIKING_NUMBER = Pattern.compile("(?<!\\d)7\\d{9}(?!\\d)");

    public static Traces in(ApplicationContext context) {
        return new Traces(
                PatientSql.of(context),
                context.getBean(StringRedisTemplate.class),
                context.getBean(CqlSession.class),
                context.getBean(Driver.class),
                context.getBean(MongoTemplate.class));
    }

    /** Gives users who register from now on numbers that can be looked for as if they were texts. */
    public void giveStrikingNumbers() {
        // Whoever set an older value once more, beside others who register, would have numbers given twice.
        synchronized (Traces.class) {
            jdbc.sql("""
                            select setval(pg_get_serial_sequence('users', 'id'), :striking)
                            from users_id_seq where last_value < :striking""").param("striking", STRIKING).query(Long.class).optional();
        }
    }

    /**
     * Has the planner note what is in the tables now, as it does sooner or later. Not all at once, with the tables of
     * experiments, which may be large.
     */
    void analyze() {
        tables().forEach(table -> jdbc.sql("analyze " + table).update());
    }

    /**
     * What one look has found.
     *
     * @param texts where any of the texts is, with all that is there
     * @param users the places where the number of any of the users is
     */
    public record Found(List<String> texts, Set<String> users) {}

    /** Looks for texts, and for the numbers of users, who must have striking ones. */
    public Found find(Collection<Long> userIds, String... texts) {
        if (userIds.stream().anyMatch(id -> id < STRIKING || id > LAST_STRIKING)) {
            throw new IllegalArgumentException("%s could be other numbers".formatted(userIds));
        }
        var wanted = Set.copyOf(userIds);
        // On a busy machine a store may be late, and whoever only looks may look again.
        return await().pollInSameThread().ignoreExceptions().until(() -> look(wanted, texts), found -> true);
    }

    private Found look(Set<Long> wanted, String... texts) {
        var found = new Found(new ArrayList<>(), new TreeSet<>());
        forEach((place, content) -> {
            if (Arrays.stream(texts).anyMatch(content::contains)) {
                found.texts().add(place + ": " + content);
            }
            if (hasAny(wanted, content)) {
                found.users().add(place);
            }
        });
        return found;
    }

    private static boolean hasAny(Set<Long> wanted, String content) {
        return !wanted.isEmpty()
                && content.contains(BEGINNING)
                && STRIKING_NUMBER
                        .matcher(content)
                        .results()
                        .anyMatch(number -> wanted.contains(Long.valueOf(number.group())));
    }

    /** Returns where any of the texts is. */
    public List<String> of(String... texts) {
        return find(Set.of(), texts).texts();
    }

    /** Returns the places where the number of any of these users is. They must have striking numbers. */
    public Set<String> ofUsers(Collection<Long> userIds) {
        return find(userIds).users();
    }

    /** Passes everything to a visitor: the place, such as a table, and a text with all that is there. */
    private void forEach(BiConsumer<String, String> visitor) {
        inPostgres(visitor);
        new RedisContents(redis).forEach((key, value) -> visitor.accept("redis", key + " " + value));
        inCassandra(visitor);
        inNeo4j(visitor);
        inMongo(visitor);
    }

    /** Returns those of the shop, without those of experiments, which may come and go meanwhile. */
    private List<String> tables() {
        return jdbc.sql("""
                        select table_name from information_schema.tables
                        where table_schema = current_schema() and table_type = 'BASE TABLE'
                            and table_name not like 'lab\\_%'""").query(String.class).list();
    }

    private void inPostgres(BiConsumer<String, String> visitor) {
        for (var table : tables()) {
            jdbc.sql("select t::text from %s t".formatted(table))
                    .query((RowCallbackHandler) row -> visitor.accept(table, row.getString(1)));
        }
        jdbc.sql("select s::text from pg_stats s where schemaname = current_schema()")
                .query((RowCallbackHandler) row -> visitor.accept("pg_stats", row.getString(1)));
    }

    private void inCassandra(BiConsumer<String, String> visitor) {
        for (var table : PatientCql.tables(cassandra)) {
            PatientCql.execute(cassandra, "SELECT JSON * FROM " + table)
                    .forEach(row -> visitor.accept(table, String.valueOf(row.getString(0))));
        }
    }

    private void inNeo4j(BiConsumer<String, String> visitor) {
        neo4j("MATCH (node) RETURN labels(node) AS names, properties(node) AS properties", visitor);
        neo4j("MATCH ()-[edge]->() RETURN type(edge) AS names, properties(edge) AS properties", visitor);
        neo4j("SHOW INDEXES", visitor);
        neo4j("SHOW CONSTRAINTS", visitor);
        neo4j("CALL db.labels()", visitor);
        neo4j("CALL db.relationshipTypes()", visitor);
        neo4j("CALL db.propertyKeys()", visitor);
    }

    private void neo4j(String query, BiConsumer<String, String> visitor) {
        try (var session = neo4j.session()) {
            session.run(query, Map.of())
                    .forEachRemaining(row -> visitor.accept("neo4j", row.asMap().toString()));
        }
    }

    private void inMongo(BiConsumer<String, String> visitor) {
        for (var collection : mongo.getDb().listCollections()) {
            var name = collection.getString("name");
            visitor.accept("mongodb", collection.toJson());
            accept(mongo.getCollection(name).listIndexes(), visitor);
            accept(mongo.getCollection(name).find(), visitor);
        }
    }

    private static void accept(Iterable<Document> documents, BiConsumer<String, String> visitor) {
        documents.forEach(document -> visitor.accept("mongodb", document.toJson()));
    }
}
