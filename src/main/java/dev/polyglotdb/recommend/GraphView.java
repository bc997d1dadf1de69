package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Component;

/** Shows parts of the purchase graph as they are. The shop itself does not need it. */
@Component
@UsesStore(Store.NEO4J)
public class GraphView {

    static final String HOLDINGS = Cypher.statement("holdings");

    /** Neo4j answers these from its count store, whatever the size of the graph. */
    private static final Map<String, String> COUNTS = Map.of(
            "users", "MATCH (:User) RETURN count(*) AS count",
            "products", "MATCH (:Product) RETURN count(*) AS count",
            "edges", "MATCH ()-[:BOUGHT]->() RETURN count(*) AS count");

    /** A path from a product that a user bought over another buyer, with what it adds to the score. */
    record Path(String seed, long buyerId, double share) {}

    private final Graph graph;
    private final WalkStatements walkStatements;

    GraphView(Graph graph, WalkStatements walkStatements) {
        this.graph = graph;
        this.walkStatements = walkStatements;
    }

    /**
     * Returns {@code edges} of an order to some of its products, and {@code order}, its node with the version that was
     * applied; null if there is none.
     *
     * @throws StoreException if Neo4j is unavailable or overloaded
     */
    public Map<String, @Nullable Object> of(long orderId, long userId, Collection<String> productIds) {
        var row = graph.readLatest(HOLDINGS, Map.of("orderId", orderId, "userId", userId, "productIds", productIds))
                .get(0);
        var version = row.get("version");
        var holdings = new HashMap<String, @Nullable Object>();
        holdings.put("edges", row.get("edges").asList(GraphView::edge));
        holdings.put("order", version.isNull() ? null : Map.of("id", orderId, "version", version.asLong()));
        return holdings;
    }

    private static Map<String, Object> edge(Value edge) {
        return Map.of(
                "userId", edge.get("userId").asLong(),
                "orderId", edge.get("orderId").asLong(),
                "productId", edge.get("productId").asString(),
                "at", Instant.ofEpochMilli(edge.get("at").asLong()),
                "buyers", edge.get("buyers").asLong());
    }

    /**
     * Returns the paths by which the walk comes to a product, those that count most first, without those that can't be
     * weighed while purchases are being removed.
     */
    List<Path> paths(long userId, String productId, int limit) {
        return graph.read(WalkStatements.EXPLAINED, walkStatements.explained(userId, productId, limit)).stream()
                .map(GraphView::path)
                .filter(path -> Double.isFinite(path.share()))
                .toList();
    }

    private static Path path(Record row) {
        return new Path(
                row.get("seed").asString(),
                row.get("buyer").asLong(),
                row.get("share").asDouble());
    }

    /**
     * Returns how many users, products and edges there are, from Neo4j's count store.
     *
     * @throws StoreException if Neo4j is unavailable or overloaded
     */
    public Map<String, Long> counts() {
        var counts = new HashMap<String, Long>();
        COUNTS.forEach((name, query) ->
                counts.put(name, graph.read(query, Map.of()).get(0).get("count").asLong()));
        return counts;
    }
}
