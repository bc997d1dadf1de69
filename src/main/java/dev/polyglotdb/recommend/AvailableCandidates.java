package dev.polyglotdb.recommend;

import dev.polyglotdb.products.ProductService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What of a ranking can still be had: the graph remembers products that have left the catalog. */
@Component
class AvailableCandidates {

    /** Candidates beyond those that are wanted, in place of those that are gone. */
    private static final int SURPLUS = 50;

    private static final int DEEPER = 10;

    private final ProductService products;

    AvailableCandidates(ProductService products) {
        this.products = products;
    }

    /**
     * The best that are there; fewer than wanted only if the ranking has no more.
     *
     * @param ranking gives so many of the best candidates, best first, or all if there are fewer
     */
    List<AvailableCandidate> best(int wanted, IntFunction<List<Candidate>> ranking) {
        for (var asked = wanted + SURPLUS; ; asked *= DEEPER) {
            var candidates = ranking.apply(asked);
            var offers = first(wanted, candidates);
            if (offers.size() == wanted || candidates.size() < asked) {
                return offers;
            }
        }
    }

    /** The first of these that are there. Usually looks at no more than are wanted: the catalog has most of what was bought. */
    List<AvailableCandidate> first(int wanted, List<Candidate> candidates) {
        var offers = new ArrayList<AvailableCandidate>();
        var from = 0;
        var to = Math.min(wanted, candidates.size());
        while (from < candidates.size() && offers.size() < wanted) {
            existing(candidates.subList(from, to)).limit(wanted - offers.size()).forEach(offers::add);
            from = to;
            to = Math.min(to + wanted + SURPLUS, candidates.size());
        }
        return offers;
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
