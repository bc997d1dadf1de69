package dev.polyglotdb.recommend;

import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.StoreProbe;
import dev.polyglotdb.web.UsesStore;
import org.springframework.stereotype.Component;

/** Makes the schema on the way, so that it is there before the first request after Neo4j's return. */
@Component
@UsesStore(Store.NEO4J)
class Neo4jProbe implements StoreProbe {

    private final Graph graph;

    Neo4jProbe(Graph graph) {
        this.graph = graph;
    }

    @Override
    public Store store() {
        return Store.NEO4J;
    }

    @Override
    public void probe() {
        graph.ping();
    }
}
