package dev.polyglotdb.recommend;

import java.util.Collection;
import java.util.Set;

/** The purchases of users in the system of record, for use while the graph is unavailable. */
public interface PurchaseHistory {

    /** Returns which of these products the user has bought in an order that is not cancelled. */
    Set<String> bought(long userId, Collection<String> productIds);
}
