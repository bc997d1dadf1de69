package dev.polyglotdb.recommend;

import java.util.Collection;
import java.util.Set;

/** What users have bought as the system of record has it, for when the graph can't be asked. */
public interface PurchaseHistory {

    /** Those among these products that the user has bought, in an order that stands. */
    Set<String> bought(long userId, Collection<String> productIds);
}
