package dev.polyglotdb.lab;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.engines.StoresConfiguration;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.springframework.boot.cassandra.autoconfigure.CassandraConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Connects the lab to the engines of this run, be they containers or child processes, with each engine's own driver and
 * none of the application's time-outs, because loading data takes long.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(StoresConfiguration.class)
class LabConfiguration {

    private static final int CONNECTIONS = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration RECONNECTION = Duration.ofSeconds(1);

    @Bean
    HikariDataSource labPostgres(JdbcConnectionDetails details) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(details.getJdbcUrl());
        pool.setUsername(details.getUsername());
        pool.setPassword(details.getPassword());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "lab");
        return pool;
    }

    @Bean
    MongoClient labMongo(MongoConnectionDetails details) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(details.getConnectionString())
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .build());
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient labRedis(DataRedisConnectionDetails details) {
        var node = Objects.requireNonNull(details.getStandalone());
        return RedisClient.create(RedisURI.builder()
                .withHost(node.getHost())
                .withPort(node.getPort())
                .withTimeout(PATIENCE)
                .build());
    }

    @Bean
    CqlSession labCassandra(CassandraConnectionDetails details) {
        var contactPoints = details.getContactPoints().stream()
                .map(node -> new InetSocketAddress(node.host(), node.port()))
                .toList();
        return CqlSession.builder()
                .addContactPoints(contactPoints)
                .withLocalDatacenter(details.getLocalDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, PATIENCE)
                        // By default it may take a minute after an engine was away for long.
                        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, RECONNECTION)
                        .build())
                .build();
    }

    @Bean
    Driver labNeo4j(Neo4jConnectionDetails details) {
        return GraphDatabase.driver(details.getUri(), details.getAuthToken());
    }

    @Bean
    Laboratory laboratory(
            HikariDataSource postgres,
            MongoClient mongo,
            RedisClient redis,
            CqlSession cassandra,
            Driver neo4j,
            StoreControl control,
            ApplicationContext context) {
        return new Laboratory(new Drivers(postgres, mongo, redis, cassandra, neo4j), control, context);
    }
}
