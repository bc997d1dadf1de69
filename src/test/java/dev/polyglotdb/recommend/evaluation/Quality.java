package dev.polyglotdb.recommend.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How well lists of 10 foretell one product each.
 *
 * @param hitRate how many of the lists hold it
 * @param ndcg the same, but the further down the less it counts
 */
record Quality(double hitRate, double ndcg) {

    static final int LENGTH = 10;

    /** @param ranking gives a user's list, best first; it is asked for several users at once */
    static Quality of(Map<String, String> targets, Function<String, List<String>> ranking) {
        var gains = targets.entrySet().parallelStream()
                .map(target -> ranking.apply(target.getKey()).indexOf(target.getValue()))
                .filter(place -> place >= 0 && place < LENGTH)
                .map(place -> Math.log(2) / Math.log(place + 2))
                .toList();
        var gain = gains.stream().mapToDouble(Double::doubleValue).sum();
        return new Quality((double) gains.size() / targets.size(), gain / targets.size());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "HR@10 %.4f, NDCG@10 %.4f", hitRate, ndcg);
    }
}
