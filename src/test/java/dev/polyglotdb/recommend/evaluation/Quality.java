package dev.polyglotdb.recommend.evaluation;

import dev.polyglotdb.testing.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * How well lists of 10 foretell one product each.
 *
 * @param hitRate how many of the lists hold it
 * @param ndcg the same, but the further down the less it counts
 */
record Quality(double hitRate, double ndcg) {

    static final int LENGTH = 10;

    /** @param ranking gives a user's list, best first; it is asked for two users at once */
    static Quality of(Map<String, String> targets, Function<String, List<String>> ranking) {
        var remaining = new ConcurrentLinkedQueue<>(targets.entrySet());
        var gains = Parallel.each(2, i -> places(remaining, ranking)).stream()
                .flatMap(List::stream)
                .filter(place -> place >= 0 && place < LENGTH)
                .map(place -> Math.log(2) / Math.log(place + 2))
                .toList();
        var gain = gains.stream().mapToDouble(Double::doubleValue).sum();
        return new Quality((double) gains.size() / targets.size(), gain / targets.size());
    }

    private static List<Integer> places(
            Queue<Map.Entry<String, String>> targets, Function<String, List<String>> ranking) {
        var places = new ArrayList<Integer>();
        for (var target = targets.poll(); target != null; target = targets.poll()) {
            places.add(ranking.apply(target.getKey()).indexOf(target.getValue()));
        }
        return places;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "HR@10 %.4f, NDCG@10 %.4f", hitRate, ndcg);
    }
}
