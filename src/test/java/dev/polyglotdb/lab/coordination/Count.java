package dev.polyglotdb.lab.coordination;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is wrong with the orders in the stores, once everybody has an answer and nothing is under way.
 *
 * @param unkept acknowledged orders that PostgreSQL does not have
 * @param lostInCassandra orders of PostgreSQL that a timeline misses
 * @param lostInNeo4j orders of PostgreSQL that the graph misses
 * @param doubled orders that are there more often than anybody wanted, and entries of one order that are
 * @param contradictory entries of orders that PostgreSQL does not have
 */
record Count(long unkept, long lostInCassandra, long lostInNeo4j, long doubled, long contradictory) {

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
        var inAllTimelines = new HashSet<>(found.orders());
        found.timelines().forEach(inAllTimelines::retainAll);
        var entries = Stream.concat(found.timelines().stream(), Stream.of(found.graph()))
                .toList();
        return new Count(
                missing(acknowledged, found.orders()),
                found.orders().size() - inAllTimelines.size(),
                missing(found.orders(), new HashSet<>(found.graph())),
                Math.max(0, found.orders().size() - wanted)
                        + entries.stream()
                                .mapToLong(each -> each.size() - new HashSet<>(each).size())
                                .sum(),
                entries.stream()
                        .mapToLong(each -> missing(new HashSet<>(each), found.orders()))
                        .sum());
    }

    private static long missing(Collection<Long> wanted, Set<Long> there) {
        return wanted.stream().filter(id -> !there.contains(id)).count();
    }

    long lost() {
        return unkept + lostInCassandra + lostInNeo4j;
    }
}
