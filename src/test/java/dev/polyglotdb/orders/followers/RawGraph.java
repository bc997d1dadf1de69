package dev.polyglotdb.orders.followers;

import java.util.Map;
import org.neo4j.driver.Driver;

/** The graph as it is written to behind the application's back. */
record RawGraph(Driver neo4j) {

    /** Runs a statement; gives its number {@code n}, if it has one. */
    long run(String statement, Map<String, Object> parameters) {
        try (var session = neo4j.session()) {
            return session.executeWrite(work -> work.run(statement, parameters).list()).stream()
                    .mapToLong(row -> row.get("n").asLong())
                    .findFirst()
                    .orElse(0);
        }
    }
}
