package dev.polyglotdb.orders.followers;

import java.util.Map;
import org.neo4j.driver.Driver;

/** Writes to the graph directly, bypassing the application. */
record RawGraph(Driver neo4j) {

    /** Executes a statement and returns its number {@code n}, if it has one. */
    long run(String statement, Map<String, Object> parameters) {
        try (var session = neo4j.session()) {
            return session.executeWrite(work -> work.run(statement, parameters).list()).stream()
                    .mapToLong(row -> row.get("n").asLong())
                    .findFirst()
                    .orElse(0);
        }
    }
}
