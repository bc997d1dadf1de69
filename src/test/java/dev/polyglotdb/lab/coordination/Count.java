package dev.polyglotdb.lab.coordination;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is wrong with the orders in the stores, once everybody has an answer and nothing is under way.
 *
 * @param lost orders that were acknowledged and PostgreSQL does not have, and those of PostgreSQL that any other store
 *     misses, each once
 * @param lostInCassandra orders of PostgreSQL that a timeline misses
 * @param lostInNeo4j orders of PostgreSQL that the graph misses, be they in the timelines or not
 * @param doubled orders that are there more often than anybody wanted, and those of which any store has an entry twice
 * @param contradictory orders of which any store has an entry, but not PostgreSQL
 */
record Count(long lost, long lostInCassandra, long lostInNeo4j, long doubled, long contradictory) {

    static final Count CLEAN = new Count(0, 0, 0, 0, 0);

    /**
     * The numbers of orders in each store, once for each entry.
     *
     * @param timelines each has an entry of each order
     * @param graph of one edge for each order
     */
    record Found(Set<Long> orders, List<List<Long>> timelines, List<Long> graph) {}

    /** @param wanted how many orders the customers wanted, each once */
    static Count of(Found found, Collection<Long> acknowledged, long wanted) {
        var entries = Stream.concat(found.timelines().stream(), Stream.of(found.graph()))
                .toList();
        return new Count(
                without(found.orders(), acknowledged.stream()) + missing(found.orders(), entries),
                missing(found.orders(), found.timelines()),
                missing(found.orders(), List.of(found.graph())),
                Math.max(0, found.orders().size() - wanted) + repeated(entries),
                without(found.orders(), entries.stream().flatMap(List::stream)));
    }

    private static long without(Set<Long> orders, Stream<Long> entries) {
        return entries.distinct().filter(id -> !orders.contains(id)).count();
    }

    /** Returns how many orders are not in all of these. */
    private static long missing(Set<Long> orders, List<List<Long>> entries) {
        var everywhere = new HashSet<>(orders);
        entries.forEach(each -> everywhere.retainAll(new HashSet<>(each)));
        return orders.size() - everywhere.size();
    }

    /** Returns how many orders are more than once in any of these. */
    private static long repeated(List<List<Long>> entries) {
        var repeated = new HashSet<Long>();
        for (var each : entries) {
            var once = new HashSet<Long>();
            each.stream().filter(id -> !once.add(id)).forEach(repeated::add);
        }
        return repeated.size();
    }
}
