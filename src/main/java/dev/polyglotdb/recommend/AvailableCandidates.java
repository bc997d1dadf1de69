package dev.polyglotdb.recommend;

import dev.polyglotdb.products.ProductService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Filters a ranking by what the catalog still has; the graph remembers deleted products. */
@Component
class AvailableCandidates {

    /**
     * How many candidates to request in addition, to replace those that no longer exist. These are few, and each
     * candidate costs something.
     */
    private static final int SURPLUS = 10;

    private static final int DEEPER = 10;

    private final ProductService products;

    AvailableCandidates(ProductService products) {
        this.products = products;
    }

    /**
     * Returns the best available candidates; fewer than wanted only if the ranking has no more. It may ask for all of
     * the ranking, so something else must bound that, as its steps bound a walk.
     *
     * @param ranking returns the given number of best candidates, best first, or all if there are fewer
     */
    List<AvailableCandidate> best(int wanted, IntFunction<List<Candidate>> ranking) {
        return best(wanted, ranking, UnaryOperator.identity());
    }

    /**
     * Returns the best available candidates of a ranking of everything in the graph. They are fewer than wanted also if
     * too many are gone of those that the last request gave.
     *
     * @param requests how often to ask at most, each time for ten times as many
     */
    List<AvailableCandidate> best(int wanted, IntFunction<List<Candidate>> ranking, int requests) {
        return best(wanted, ranking, UnaryOperator.identity(), requests);
    }

    /** @param filter leaves out those of a ranking that are unsuitable for another reason */
    List<AvailableCandidate> best(
            int wanted, IntFunction<List<Candidate>> ranking, UnaryOperator<List<Candidate>> filter) {
        return best(wanted, ranking, filter, Integer.MAX_VALUE);
    }

    private List<AvailableCandidate> best(
            int wanted, IntFunction<List<Candidate>> ranking, UnaryOperator<List<Candidate>> filter, int requests) {
        var asked = wanted + SURPLUS;
        for (var request = 1; ; request++) {
            var candidates = ranking.apply(asked);
            var available = first(wanted, filter.apply(candidates));
            if (available.size() == wanted || candidates.size() < asked || request == requests) {
                return available;
            }
            asked *= DEEPER;
        }
    }

    /**
     * Returns the first available candidates. It usually looks up no more than wanted, because the catalog still has
     * most products that were bought.
     */
    List<AvailableCandidate> first(int wanted, List<Candidate> candidates) {
        var available = new ArrayList<AvailableCandidate>();
        var from = 0;
        var to = Math.min(wanted, candidates.size());
        while (from < candidates.size() && available.size() < wanted) {
            existing(candidates.subList(from, to))
                    .limit(wanted - available.size())
                    .forEach(available::add);
            from = to;
            to = Math.min(to + wanted + SURPLUS, candidates.size());
        }
        return available;
    }

    private Stream<AvailableCandidate> existing(Collection<Candidate> candidates) {
        var known =
                products.summaries(candidates.stream().map(Candidate::productId).toList());
        return candidates.stream()
                .flatMap(candidate -> Optional.ofNullable(known.get(candidate.productId()))
                        .map(product -> new AvailableCandidate(candidate, product))
                        .stream());
    }
}
