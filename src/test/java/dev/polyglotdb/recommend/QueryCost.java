package dev.polyglotdb.recommend;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.ProfiledPlan;

/** What a query costs by Neo4j's own account. */
record QueryCost(Driver driver) {

    /** Accesses to its store and its indexes. */
    long databaseHits(String query, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            return hits(session.run("PROFILE " + query, parameters).consume().profile());
        }
    }

    /** Where its rows come from: the operators that read the store without being given anything to start from. */
    Set<String> sources(String query, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            return sources(session.run("EXPLAIN " + query, parameters).consume().plan())
                    .collect(Collectors.toSet());
        }
    }

    private static long hits(ProfiledPlan plan) {
        return plan.dbHits()
                + plan.children().stream().mapToLong(QueryCost::hits).sum();
    }

    private static Stream<String> sources(Plan plan) {
        return plan.children().isEmpty()
                ? Stream.of(plan.operatorType().replace("@neo4j", "")).filter(type -> !type.equals("Argument"))
                : plan.children().stream().flatMap(QueryCost::sources);
    }
}
