package dev.polyglotdb.engines;

import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.neo4j.Neo4jContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Provides the containers' connection details to Spring Boot. Each bean waits only for its own engine.
 *
 * <p>The class has no annotation, so that component scans do not find it. {@link StoresConfiguration} selects it.
 */
class DockerConnections {

    private final DockerStores stores;

    DockerConnections(Environment environment) {
        stores = (DockerStores) SharedStores.of(environment);
    }

    @Bean
    @ServiceConnection
    PostgreSQLContainer postgresContainer() {
        stores.port(Engine.POSTGRES);
        return stores.containers().postgres;
    }

    @Bean
    @ServiceConnection
    MongoDBContainer mongoContainer() {
        stores.port(Engine.MONGODB);
        return stores.containers().mongodb;
    }

    @Bean
    @ServiceConnection(name = "redis")
    GenericContainer<?> redisContainer() {
        stores.port(Engine.REDIS);
        return stores.containers().redis;
    }

    @Bean
    @ServiceConnection
    CassandraContainer cassandraContainer() {
        stores.port(Engine.CASSANDRA);
        return stores.containers().cassandra;
    }

    @Bean
    @ServiceConnection
    Neo4jContainer neo4jContainer() {
        stores.port(Engine.NEO4J);
        return stores.containers().neo4j;
    }
}
