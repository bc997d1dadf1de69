package dev.polyglotdb.recommend;

import static java.util.Comparator.comparingLong;

import java.util.List;
import java.util.Map;

/** Equal to nine digits counts as equal: the sequence of adding is not the same here and in Neo4j. */
final class NineDigits {

    private record Ranked<K>(K key, long rank) {}

    private NineDigits() {}

    /** Returns the keys with the highest scores, best first; those of equal scores in their own order. */
    static <K extends Comparable<K>> List<K> best(Map<K, Double> scores, int limit) {
        return scores.entrySet().stream()
                .map(entry -> new Ranked<>(entry.getKey(), rank(entry.getValue())))
                .sorted(comparingLong((Ranked<K> ranked) -> -ranked.rank).thenComparing(Ranked::key))
                .limit(limit)
                .map(Ranked::key)
                .toList();
    }

    static long rank(double score) {
        return (long) (Math.log(score) * 1e9);
    }
}
