package dev.polyglotdb.recommend.evaluation;

/**
 * A line of the data.
 *
 * @param time in any unit, as long as later is more
 */
record Purchase(String user, String item, double time) {

    /** Rankings mostly look up these texts, which are compared at once if they are the same. */
    Purchase {
        user = user.intern();
        item = item.intern();
    }
}
