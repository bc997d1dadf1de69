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
    private static final int FILMS = 700;

    /**
     * Purchases and what must be reached with them: 99 % of what is reached. Nothing in it is random.
     *
     * @param ratio how many times the hit rate of what was bought together
     */
    private record Data(Kind kind, long seed, double ratio, double hitRate, double ndcg) {}

    static Stream<Data> data() {
        return Stream.of(
                new Data(Tastes.drifting(USERS, PRODUCTS), 1, 2.09, 0.502, 0.258),
                new Data(Tastes.drifting(USERS, PRODUCTS), 2, 1.91, 0.524, 0.289),
                new Data(Tastes.drifting(USERS, PRODUCTS), 3, 1.99, 0.509, 0.278),
                new Data(Tastes.steady(USERS, PRODUCTS), 1, 1.19, 0.485, 0.241),
                new Data(Tastes.steady(USERS, PRODUCTS), 2, 1.15, 0.468, 0.228),
                new Data(Tastes.steady(USERS, PRODUCTS), 3, 1.16, 0.460, 0.243),
                new Data(Tastes.young(USERS, PRODUCTS), 1, 1.00, 0.336, 0.175),
                new Data(Tastes.young(USERS, PRODUCTS), 2, 0.93, 0.277, 0.151),
                new Data(Tastes.young(USERS, PRODUCTS), 3, 0.90, 0.306, 0.154),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 1, 1.28, 0.458, 0.251),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 2, 1.12, 0.423, 0.229),
                new Data(Tastes.fashionable(USERS, PRODUCTS), 3, 1.24, 0.428, 0.233),
                new Data(Tastes.avid(USERS, PRODUCTS), 1, 2.11, 0.539, 0.298),
                new Data(Tastes.scattered(USERS, PRODUCTS), 1, 1.58, 0.445, 0.197),
                new Data(Series.sparse(USERS, PRODUCTS), 1, 2.37, 0.440, 0.280),
                new Data(Series.sparse(USERS, PRODUCTS), 2, 2.99, 0.473, 0.322),
                new Data(Series.dense(USERS, PRODUCTS), 1, 2.90, 0.435, 0.310),
                new Data(Films.rated(USERS, FILMS), 1, 2.65, 0.185, 0.096),
                new Data(Films.rated(USERS, FILMS), 2, 2.13, 0.230, 0.119));
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
        assertThat(recommended.ndcg()).isGreaterThanOrEqualTo(rp3beta.ndcg());
        assertThat(recommended.hitRate()).isGreaterThan(data.ratio() * together.hitRate());
        assertThat(recommended.hitRate()).isGreaterThan(data.hitRate());
        assertThat(recommended.ndcg()).isGreaterThan(data.ndcg());
    }

    /**
     * The more of the purchases of all are read, the more a ranking has to go by. Where people buy much, and close
     * together what is alike, the choice of neighbours makes up for it and more.
     */
    @Test
    void whoIsCloseForetellsMoreThanAllPurchasesOfAllBuyersWhereFilmsAreRated() {
        var split = LeaveLastOut.of(Films.rated(USERS, FILMS).generate(1));
        var textbook = new TextbookRp3beta(split.known());
        var formula = PlainWalk.of(orders(split.known()));

        var unbounded = quality(split, user -> textbook.recommended(user, Quality.LENGTH));
        var recommended = quality(split, user -> formula.recommended(number(user), Quality.LENGTH));

        log.info("films: RP3beta over everything {}; recommended {}", unbounded, recommended);
        assertThat(recommended.hitRate()).isGreaterThan(1.1 * unbounded.hitRate());
        assertThat(recommended.ndcg()).isGreaterThan(1.1 * unbounded.ndcg());
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
