package dev.polyglotdb.resilience;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.Relay;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.cassandra.autoconfigure.CassandraConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;
import org.springframework.context.ApplicationContext;

/** A relay to each store, for an instance whose connections are to be disturbed. */
public final class Relays implements AutoCloseable {

    private final Map<Engine, Relay> relays = new EnumMap<>(Engine.class);
    private final String postgresUrl;
    private final String mongoUrl;

    public Relays(ApplicationContext context) {
        var postgres = context.getBean(JdbcConnectionDetails.class).getJdbcUrl();
        postgresUrl = relay(Engine.POSTGRES, postgres);
        var mongo = context.getBean(MongoConnectionDetails.class)
                .getConnectionString()
                .getConnectionString();
        // The address that the server reports about itself bypasses the relay.
        mongoUrl = relay(Engine.MONGODB, mongo) + (mongo.contains("?") ? "&" : "?") + "directConnection=true";
        var redis = Objects.requireNonNull(
                context.getBean(DataRedisConnectionDetails.class).getStandalone());
        relay(Engine.REDIS, redis.getHost(), redis.getPort());
        var cassandra = context.getBean(CassandraConnectionDetails.class)
                .getContactPoints()
                .get(0);
        relay(Engine.CASSANDRA, cassandra.host(), cassandra.port());
        var neo4j = context.getBean(Neo4jConnectionDetails.class).getUri();
        relay(Engine.NEO4J, neo4j.getHost(), neo4j.getPort());
    }

    /** @return the same URL through the relay */
    private String relay(Engine engine, String url) {
        var begin = url.indexOf("//") + 2;
        var end = url.indexOf('/', begin);
        var address = url.substring(begin, end);
        var colon = address.lastIndexOf(':');
        var relay = relay(engine, address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        return url.substring(0, begin) + "127.0.0.1:" + relay.port() + url.substring(end);
    }

    private Relay relay(Engine engine, String host, int port) {
        var relay = new Relay(host, port);
        relays.put(engine, relay);
        return relay;
    }

    public Relay to(Engine engine) {
        return Objects.requireNonNull(relays.get(engine));
    }

    /** Returns the options that make an instance use the relays. */
    public List<String> options() {
        return List.of(
                "--spring.datasource.url=" + postgresUrl,
                "--spring.mongodb.uri=" + mongoUrl,
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + to(Engine.REDIS).port(),
                "--spring.cassandra.contact-points=127.0.0.1:"
                        + to(Engine.CASSANDRA).port(),
                "--spring.neo4j.uri=bolt://127.0.0.1:" + to(Engine.NEO4J).port());
    }

    /** Ends all disturbances. */
    public void pass() {
        relays.values().forEach(Relay::pass);
    }

    @Override
    public void close() {
        relays.values().forEach(Relay::close);
    }
}
