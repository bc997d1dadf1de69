package dev.polyglotdb.engines;

import com.mongodb.ConnectionString;
import java.net.URI;
import java.util.List;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.springframework.boot.cassandra.autoconfigure.CassandraConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Provides the connection details of the engines to Spring Boot, the same for containers and for child processes. Each
 * bean waits only for its own engine, if it waits at all.
 *
 * <p>The class has no annotation, so that component scans do not find it. {@link StoresConfiguration} imports it.
 */
class StoreConnections {

    private final Stores stores;
    private final DevelopmentRelays developmentRelays;

    StoreConnections(Environment environment, DevelopmentRelays developmentRelays) {
        stores = SharedStores.of(environment);
        this.developmentRelays = developmentRelays;
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails() {
        String url = url(Engine.POSTGRES);
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return Credentials.USER;
            }

            @Override
            public String getPassword() {
                return Credentials.PASSWORD;
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }

    @Bean
    MongoConnectionDetails mongoConnectionDetails() {
        ConnectionString connection = new ConnectionString(url(Engine.MONGODB) + stores.options(Engine.MONGODB));
        return () -> connection;
    }

    @Bean
    DataRedisConnectionDetails redisConnectionDetails() {
        int port = port(Engine.REDIS);
        return new DataRedisConnectionDetails() {
            @Override
            public Standalone getStandalone() {
                return Standalone.of(LocalEngine.HOST, port);
            }
        };
    }

    @Bean
    CassandraConnectionDetails cassandraConnectionDetails() {
        int port = port(Engine.CASSANDRA);
        return new CassandraConnectionDetails() {
            @Override
            public List<Node> getContactPoints() {
                return List.of(new Node(LocalEngine.HOST, port));
            }

            @Override
            public String getLocalDatacenter() {
                return Credentials.CASSANDRA_DATACENTER;
            }
        };
    }

    @Bean
    Neo4jConnectionDetails neo4jConnectionDetails() {
        URI uri = URI.create(url(Engine.NEO4J));
        return new Neo4jConnectionDetails() {
            @Override
            public URI getUri() {
                return uri;
            }

            @Override
            public AuthToken getAuthToken() {
                return AuthTokens.basic(Credentials.NEO4J_USER, Credentials.NEO4J_PASSWORD);
            }
        };
    }

    private int port(Engine engine) {
        return developmentRelays.port(engine, stores.applicationPort(engine));
    }

    private String url(Engine engine) {
        return EngineUrl.of(engine, LocalEngine.HOST, port(engine));
    }
}
