package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@ShopTest
class AvailableCandidatesTests {

    private final Shop shop;
    private final AvailableCandidates offers;

    AvailableCandidatesTests(Shop shop, AvailableCandidates offers) {
        this.shop = shop;
        this.offers = offers;
    }

    private static List<Candidate> gone(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Candidate(Shop.unique("gone"), 1, List.of()))
                .toList();
    }

    private List<Candidate> there(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Candidate(shop.product("1.00"), 1, List.of()))
                .toList();
    }

    private static List<Candidate> then(List<Candidate> one, List<Candidate> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    @Test
    void theRankingIsFollowedUntilEnoughIsThere() {
        var there = there(3);
        var ranking = then(gone(700), there);
        var asked = new ArrayList<Integer>();

        var best = offers.best(2, limit -> {
            asked.add(limit);
            return ranking.stream().limit(limit).toList();
        });

        assertThat(best).extracting(AvailableCandidate::candidate).containsExactlyElementsOf(there.subList(0, 2));
        assertThat(best).extracting(offer -> offer.product().id()).containsExactly(ids(there.subList(0, 2)));
        assertThat(asked).containsExactly(12, 120, 1200);
    }

    @Test
    void aRankingOfTheWholeGraphIsAskedOnlyAsOftenAsIsAllowed() {
        var ranking = then(gone(130), there(2));
        var asked = new ArrayList<Integer>();

        var best = offers.best(
                2,
                limit -> {
                    asked.add(limit);
                    return ranking.stream().limit(limit).toList();
                },
                2);

        assertThat(best).isEmpty();
        assertThat(asked).containsExactly(12, 120);
    }

    @Test
    void thereAreFewerThanWantedOnlyIfTheRankingEnds() {
        var there = there(2);
        var ranking = then(gone(30), there);

        assertThat(offers.best(5, limit -> ranking.stream().limit(limit).toList()))
                .extracting(AvailableCandidate::candidate)
                .containsExactlyElementsOf(there);
        assertThat(offers.best(5, limit -> List.of())).isEmpty();
    }

    @Test
    void theFirstOfManyAreFoundBehindWhateverIsGone() {
        var there = there(3);

        assertThat(offers.first(2, then(there.subList(0, 1), then(gone(200), there.subList(1, 3)))))
                .extracting(AvailableCandidate::candidate)
                .containsExactlyElementsOf(there.subList(0, 2));
    }

    private static String[] ids(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::productId).toArray(String[]::new);
    }
}
