package dev.polyglotdb.engines;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.neo4j.Neo4jContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The containers, configured as in docker-compose.yml. Each is bound to a port that it keeps when it restarts. Their
 * {@code close()} does nothing: Spring calls it when a context ends, while other contexts still use the same
 * containers.
 */
final class Containers {

    final PostgreSQLContainer postgres;
    final MongoDBContainer mongodb;
    final GenericContainer<?> redis;
    final CassandraContainer cassandra;
    final Neo4jContainer neo4j;

    private final Map<Engine, GenericContainer<?>> all = new EnumMap<>(Engine.class);

    Containers(Map<Engine, Integer> ports) {
        postgres = add(ports, Engine.POSTGRES, new SharedPostgres())
                .withDatabaseName(Credentials.DATABASE)
                .withUsername(Credentials.USER)
                .withPassword(Credentials.PASSWORD);
        mongodb = add(ports, Engine.MONGODB, new SharedMongo());
        redis = add(ports, Engine.REDIS, new SharedRedis())
                .withExposedPorts(Engine.REDIS.defaultPort())
                .withCommand("redis-server", "--appendonly", "yes");
        cassandra = add(ports, Engine.CASSANDRA, new SharedCassandra())
                .withEnv("CASSANDRA_NUM_TOKENS", "1")
                .withEnv("MAX_HEAP_SIZE", "512M")
                .withEnv(
                        "JVM_OPTS",
                        "-Dcassandra.skip_wait_for_gossip_to_settle=0 -Dcassandra.initial_token=0"
                                + " -Dcassandra.config.allow_system_properties=true"
                                + " -Dcassandra.settings.commitlog_sync=batch"
                                + " -Dcassandra.settings.commitlog_sync_period=0ms");
        neo4j = add(ports, Engine.NEO4J, new SharedNeo4j())
                .withAdminPassword(Credentials.NEO4J_PASSWORD)
                .withEnv("NEO4J_server_memory_heap_max__size", "512m")
                .withEnv("NEO4J_server_memory_pagecache_size", "128m")
                .withEnv("NEO4J_db_tx__log_preallocate", "false")
                .withEnv("NEO4J_dbms_usage__report_enabled", "false");
    }

    GenericContainer<?> get(Engine engine) {
        return Objects.requireNonNull(all.get(engine), engine.title());
    }

    Collection<GenericContainer<?>> all() {
        return all.values();
    }

    private <C extends GenericContainer<?>> C add(Map<Engine, Integer> ports, Engine engine, C container) {
        container.setPortBindings(List.of(ports.get(engine) + ":" + engine.defaultPort()));
        all.put(engine, container);
        return container;
    }

    private static DockerImageName image(Engine engine) {
        return DockerImageName.parse(engine.image());
    }

    private static final class SharedPostgres extends PostgreSQLContainer {

        SharedPostgres() {
            super(image(Engine.POSTGRES));
        }

        @Override
        public void close() {}
    }

    private static final class SharedMongo extends MongoDBContainer {

        SharedMongo() {
            super(image(Engine.MONGODB));
        }

        @Override
        public void close() {}
    }

    private static final class SharedRedis extends GenericContainer<SharedRedis> {

        SharedRedis() {
            super(image(Engine.REDIS));
        }

        @Override
        public void close() {}
    }

    private static final class SharedCassandra extends CassandraContainer {

        SharedCassandra() {
            super(image(Engine.CASSANDRA));
        }

        @Override
        public void close() {}
    }

    private static final class SharedNeo4j extends Neo4jContainer {

        SharedNeo4j() {
            super(image(Engine.NEO4J));
        }

        @Override
        public void close() {}
    }
}
