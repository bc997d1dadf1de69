package dev.polyglotdb.recommend.evaluation;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.polyglotdb.testing.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * How good lists of 10 are.
 *
 * @param hitRate how many of the lists hold the product that they should foretell
 * @param ndcg the same, but the further down the less it counts
 * @param coverage which part of all products is in any of the lists
 * @param novelty the mean information of an entry in bits: 1 for a product that half of the users bought, 2 for one
 *     that a quarter bought (Zhou et al. 2010)
 */
record Quality(double hitRate, double ndcg, double coverage, double novelty) {

    static final int LENGTH = 10;

    private record Ranked(List<String> items, int place) {}

    /** @param ranking gives a user's list, best first; it is asked for two users at once */
    static Quality of(LeaveLastOut split, Map<String, String> targets, Function<String, List<String>> ranking) {
        return of(split, targets, 2, ranking);
    }

    /**
     * @param clients for how many users at once the ranking is asked
     * @param ranking gives a user's list, best first
     */
    static Quality of(
            LeaveLastOut split, Map<String, String> targets, int clients, Function<String, List<String>> ranking) {
        var remaining = new ConcurrentLinkedQueue<>(targets.entrySet());
        var lists = Parallel.each(clients, i -> ranked(remaining, ranking)).stream()
                .flatMap(List::stream)
                .toList();
        var gains = lists.stream()
                .filter(list -> list.place >= 0 && list.place < LENGTH)
                .map(list -> Math.log(2) / Math.log(list.place + 2))
                .toList();
        var gain = gains.stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Integer> buyers = split.known().stream()
                .collect(groupingBy(Purchase::item, mapping(Purchase::user, collectingAndThen(toSet(), Set::size))));
        var users =
                (double) split.known().stream().map(Purchase::user).distinct().count();
        var entries = lists.stream().flatMap(list -> list.items.stream()).toList();
        return new Quality(
                (double) gains.size() / targets.size(),
                gain / targets.size(),
                (double) entries.stream().distinct().count() / buyers.size(),
                entries.stream()
                        .mapToDouble(item -> Math.log(users / buyers.getOrDefault(item, 1)) / Math.log(2))
                        .average()
                        .orElse(0));
    }

    private static List<Ranked> ranked(
            Queue<Map.Entry<String, String>> targets, Function<String, List<String>> ranking) {
        var lists = new ArrayList<Ranked>();
        for (var target = targets.poll(); target != null; target = targets.poll()) {
            var items = ranking.apply(target.getKey());
            lists.add(new Ranked(items, items.indexOf(target.getValue())));
        }
        return lists;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "HR@10 %.3f, NDCG@10 %.3f, coverage %.2f, novelty %.1f", hitRate, ndcg, coverage, novelty);
    }
}
