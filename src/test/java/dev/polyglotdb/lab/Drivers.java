package dev.polyglotdb.lab;

import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.client.MongoClient;
import io.lettuce.core.RedisClient;
import javax.sql.DataSource;
import org.neo4j.driver.Driver;

/** The connections of a run, one driver an engine, shared by all experiments. */
record Drivers(DataSource postgres, MongoClient mongo, RedisClient redis, CqlSession cassandra, Driver neo4j) {}
