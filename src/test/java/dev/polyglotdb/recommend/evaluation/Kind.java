package dev.polyglotdb.recommend.evaluation;

import java.util.List;
import java.util.stream.Stream;

/** A kind of generated purchases. */
interface Kind {

    /** What is particular about the users. */
    String kind();

    /** Returns purchases, the earliest first; the same for the same seed. Nobody buys the same product twice. */
    List<Purchase> generate(long seed);

    /** Returns each kind, of as many users and products. */
    static Stream<Kind> all(int users, int products) {
        return Stream.of(
                Tastes.drifting(users, products),
                Tastes.steady(users, products),
                Tastes.young(users, products),
                Tastes.fashionable(users, products),
                Tastes.avid(users, products),
                Tastes.scattered(users, products),
                Series.sparse(users, products),
                Series.dense(users, products),
                Films.rated(users, products));
    }
}
