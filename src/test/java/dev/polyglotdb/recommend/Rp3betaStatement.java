package dev.polyglotdb.recommend;

import java.util.Map;

/** What recommended before, to be compared: RP3beta over a bounded number of edges, with its settings. */
public final class Rp3betaStatement {

    public static final String TEXT = Cypher.statement("rp3beta");

    private Rp3betaStatement() {}

    public static Map<String, Object> parameters(long userId, int limit) {
        return Map.ofEntries(
                Map.entry("userId", userId),
                Map.entry("seeds", 20),
                Map.entry("coBuyers", 150),
                Map.entry("before", 15),
                Map.entry("after", 5),
                Map.entry("decayLength", 3.0),
                Map.entry("alpha", 1.0),
                Map.entry("beta", 0.6),
                Map.entry("limit", limit),
                Map.entry("reasons", 3));
    }
}
