package dev.polyglotdb.recommend;

import java.util.Collection;
import java.util.Set;

/** The purchases of users in the system of record, which knows them before the graph does. */
public interface PurchaseHistory {

    /** Returns which of these products the user has bought in an order that is not cancelled. */
    Set<String> bought(long userId, Collection<String> productIds);

    /**
     * Returns the same, but only of the user's latest orders, so that it costs no more for somebody who has very many.
     */
    Set<String> boughtLately(long userId, Collection<String> productIds);
}
