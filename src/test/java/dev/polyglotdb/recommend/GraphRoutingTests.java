package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.ShopTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.BookmarkManager;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;

/** With {@code neo4j://}, the driver asks the server who writes and who reads, as it does in a cluster. */
@ShopTest
class GraphRoutingTests {

    private final Neo4jConnectionDetails details;

    GraphRoutingTests(Neo4jConnectionDetails details) {
        this.details = details;
    }

    /** A member of a cluster waits until it has what the bookmarks name, before it reads. */
    @Test
    void everySessionOfAGraphKnowsWhatThoseBeforeHaveWritten() {
        var managers = new ArrayList<BookmarkManager>();
        try (var driver = GraphDatabase.driver(routed(), details.getAuthToken())) {
            var graph = new Graph(noting(driver, managers), new GraphSchema(driver), GraphCorner.patientTimeouts());
            Map<String, Object> id = Map.of("id", UUID.randomUUID().toString());
            awaitSchema(graph);

            graph.write("CREATE (:RoutingTest {id: $id})", id);
            var written = managers.get(0).getBookmarks();
            graph.read("MATCH (node:RoutingTest {id: $id}) RETURN 1", id);
            graph.within(Duration.ofSeconds(30)).write("MATCH (node:RoutingTest {id: $id}) DELETE node", id);
            graph.readLatest("MATCH (node:RoutingTest {id: $id}) RETURN 1", id);

            assertThat(written).isNotEmpty();
            assertThat(managers).hasSize(4).containsOnly(managers.get(0));
            assertThat(managers.get(0).getBookmarks()).isNotEmpty().isNotEqualTo(written);
        }
    }

    /** The shop may be creating it as well, and of two at the same time one may fail. */
    private static void awaitSchema(Graph graph) {
        await().ignoreExceptionsInstanceOf(Neo4jException.class).untilAsserted(graph::ping);
    }

    /** The driver, and a note of the manager of bookmarks that each session gets. */
    private static Driver noting(Driver driver, List<BookmarkManager> managers) {
        return (Driver) Proxy.newProxyInstance(
                GraphRoutingTests.class.getClassLoader(), new Class<?>[] {Driver.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("session")) {
                        managers.add(
                                ((SessionConfig) arguments[1]).bookmarkManager().orElseThrow());
                    }
                    try {
                        return method.invoke(driver, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private URI routed() {
        return URI.create(details.getUri().toString().replaceFirst("^bolt:", "neo4j:"));
    }

    @Test
    void whatIsWrittenThroughARoutedDriverIsReadByIt() {
        try (var driver = GraphDatabase.driver(routed(), details.getAuthToken())) {
            var graph = new Graph(driver, new GraphSchema(driver), GraphCorner.patientTimeouts());
            Map<String, Object> id = Map.of("id", UUID.randomUUID().toString());
            awaitSchema(graph);

            graph.write("CREATE (:RoutingTest {id: $id})", id);

            assertThat(graph.read("MATCH (node:RoutingTest {id: $id}) RETURN 1", id))
                    .hasSize(1);
            assertThat(graph.readLatest("MATCH (node:RoutingTest {id: $id}) RETURN 1", id))
                    .hasSize(1);
            graph.write("MATCH (node:RoutingTest {id: $id}) DELETE node", id);
        }
    }
}
