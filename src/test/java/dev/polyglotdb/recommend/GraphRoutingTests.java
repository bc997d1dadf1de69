package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ShopTest;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.GraphDatabase;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;

/** With {@code neo4j://}, the driver asks the server who writes and who reads, as it does in a cluster. */
@ShopTest
class GraphRoutingTests {

    private final Neo4jConnectionDetails details;

    GraphRoutingTests(Neo4jConnectionDetails details) {
        this.details = details;
    }

    @Test
    void whatIsWrittenThroughARoutedDriverIsReadByIt() {
        var routed = URI.create(details.getUri().toString().replaceFirst("^bolt:", "neo4j:"));
        try (var driver = GraphDatabase.driver(routed, details.getAuthToken())) {
            var graph = new Graph(driver, new GraphSchema(driver), PurchaseGraph.patientTimeouts());
            Map<String, Object> id = Map.of("id", UUID.randomUUID().toString());
            graph.ping();

            graph.write("CREATE (:RoutingTest {id: $id})", id);

            assertThat(graph.read("MATCH (node:RoutingTest {id: $id}) RETURN 1", id))
                    .hasSize(1);
            assertThat(graph.readLatest("MATCH (node:RoutingTest {id: $id}) RETURN 1", id))
                    .hasSize(1);
            graph.write("MATCH (node:RoutingTest {id: $id}) DELETE node", id);
        }
    }
}
