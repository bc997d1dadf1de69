package dev.polyglotdb.orders;

import java.util.List;

/** Whether the stores that follow the orders say the same as PostgreSQL, at some moment while it was looked at. */
record ProjectionCheck(Activity activity, Recommendations recommendations) {

    /**
     * The entries of orders in the timelines, those of users and those of products.
     *
     * @param postgres how many there have to be inside the retention
     * @param cassandra how many there are
     * @param differences the first 100
     */
    record Activity(long postgres, long cassandra, boolean equal, List<String> differences) {

        static Activity of(Comparison found) {
            return new Activity(found.expected(), found.found(), found.isEqual(), found.differences());
        }
    }

    /**
     * The purchases: one for each product of each order that stands.
     *
     * @param postgres how many there have to be
     * @param neo4j how many edges there are
     * @param differences the first 100; also wrong degrees, and orders of which the graph has another version
     */
    record Recommendations(long postgres, long neo4j, boolean equal, List<String> differences) {

        static Recommendations of(Comparison found) {
            return new Recommendations(found.expected(), found.found(), found.isEqual(), found.differences());
        }
    }
}
