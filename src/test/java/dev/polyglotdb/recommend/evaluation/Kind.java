package dev.polyglotdb.recommend.evaluation;

import java.util.List;

/** A kind of generated purchases. */
interface Kind {

    /** Returns purchases, the earliest first; the same for the same seed. Nobody buys the same product twice. */
    List<Purchase> generate(long seed);
}
