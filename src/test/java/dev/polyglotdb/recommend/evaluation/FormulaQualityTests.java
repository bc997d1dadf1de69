package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PlainWalk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How well the formula foretells purchases by the application's own settings, over several kinds of users. That the
 * application follows the formula is in {@link EvaluationTests}.
 */
@Tag("fast")
class FormulaQualityTests {

    private static final Logger log = LoggerFactory.getLogger(FormulaQualityTests.class);

    private static final int USERS = 400;
    private static final int PRODUCTS = 500;

    /**
     * Purchases and what must be reached with them: 99 % of what is reached. Nothing in it is random.
     *
     * @param ratio how many times the hit rate of what was bought together
     */
    private record Data(Kind kind, long seed, double ratio, double hitRate, double ndcg) {}

    static Stream<Data> data() {
        return Stream.of(
                new Data(Tastes.drifting(USERS, PRODUCTS), 1, 2.10, 0.505, 0.254),
                new Data(Tastes.drifting(USERS, PRODUCTS), 2, 1.91, 0.523, 0.288),
                new Data(Tastes.drifting(USERS, PRODUCTS), 3, 1.99, 0.508, 0.267),
                new Data(Tastes.steady(USERS, PRODUCTS), 1, 1.13, 0.458, 0.223),
                new Data(Tastes.steady(USERS, PRODUCTS), 2, 1.13, 0.455, 0.220),
                new Data(Tastes.steady(USERS, PRODUCTS), 3, 1.17, 0.458, 0.237),
                new Data(Tastes.young(USERS, PRODUCTS), 1, 1.01, 0.337, 0.168),
                new Data(Tastes.young(USERS, PRODUCTS), 2, 0.92, 0.270, 0.141),
                new Data(Tastes.young(USERS, PRODUCTS), 3, 0.91, 0.307, 0.149),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 1, 1.27, 0.450, 0.242),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 2, 1.17, 0.441, 0.232),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 3, 1.26, 0.434, 0.237),
                new Data(Tastes.avid(USERS, PRODUCTS), 1, 2.09, 0.533, 0.298),
                new Data(Tastes.scattered(USERS, PRODUCTS), 1, 1.64, 0.458, 0.203),
                new Data(Series.sparse(USERS, PRODUCTS), 1, 2.42, 0.448, 0.289),
                new Data(Series.sparse(USERS, PRODUCTS), 2, 3.04, 0.480, 0.328),
                new Data(Series.dense(USERS, PRODUCTS), 1, 2.94, 0.441, 0.313));
    }

    @ParameterizedTest
    @MethodSource("data")
    void whatIsRecommendedIsWhatWillBeBought(Data data) {
        var split = LeaveLastOut.of(data.kind().generate(data.seed()));
        var baselines = new Baselines(split.known());
        var before = new Rp3beta(split.known());
        var formula = PlainWalk.of(orders(split.known()));

        var popular = quality(split, user -> baselines.popular(user, Quality.LENGTH));
        var together = quality(split, user -> baselines.boughtTogether(user, Quality.LENGTH));
        var rp3beta = quality(split, user -> before.recommended(user, Quality.LENGTH));
        var recommended = quality(split, user -> formula.recommended(number(user), Quality.LENGTH));

        log.info(
                "{}, seed {}: popular {}; bought together {}; RP3beta {}; recommended {}",
                data.kind(),
                data.seed(),
                popular,
                together,
                rp3beta,
                recommended);
        assertThat(together.hitRate()).isGreaterThan(popular.hitRate());
        assertThat(recommended.hitRate()).isGreaterThanOrEqualTo(rp3beta.hitRate());
        assertThat(recommended.hitRate()).isGreaterThan(data.ratio() * together.hitRate());
        assertThat(recommended.hitRate()).isGreaterThan(data.hitRate());
        assertThat(recommended.ndcg()).isGreaterThan(data.ndcg());
    }

    private static Quality quality(LeaveLastOut split, Function<String, List<String>> ranking) {
        return Quality.of(split, split.targets(), ranking);
    }

    @Test
    void ofTwoProductsThatAreEquallyCloseTheOneThatEverybodyBuysComesSecond() {
        var purchases = new ArrayList<>(List.of(
                new Purchase("u1", "lamp", 1),
                new Purchase("u2", "lamp", 1),
                new Purchase("u2", "a bulb", 2),
                new Purchase("u2", "a shade", 2)));
        for (var other = 3; other < 10; other++) {
            purchases.add(new Purchase("u" + other, "a bulb", 2));
        }

        assertThat(PlainWalk.of(orders(purchases)).recommended(1, 2)).containsExactly("a shade", "a bulb");
    }

    private static List<OrderPurchases> orders(List<Purchase> purchases) {
        return IntStream.range(0, purchases.size())
                .mapToObj(id -> {
                    var purchase = purchases.get(id);
                    return new OrderPurchases(
                            id,
                            0,
                            number(purchase.user()),
                            Instant.ofEpochMilli((long) purchase.time()),
                            Set.of(purchase.item()),
                            true);
                })
                .toList();
    }

    /** Of user {@code u7}. */
    private static long number(String user) {
        return Long.parseLong(user.substring(1));
    }
}
