package dev.polyglotdb.lab;

import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.client.MongoClient;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.bson.Document;

/** What measures and what is measured: the machine and the versions. */
final class Machine {

    private static final Pattern PROCESSOR = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB");
    private static final Pattern REDIS = Pattern.compile("(?m)^redis_version:(\\S+)");

    private Machine() {}

    static Map<String, String> describe(Drivers drivers, StoreControl control) throws SQLException {
        var told = new LinkedHashMap<String, String>();
        told.put("Processors", Runtime.getRuntime().availableProcessors() + " × " + proc("cpuinfo", PROCESSOR));
        told.put("Memory", proc("meminfo", MEMORY).replaceAll("(\\d+)\\d{6}$", "$1 GB"));
        told.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        told.put("JDK", Runtime.version() + ", " + System.getProperty("java.vm.vendor"));
        told.put("PostgreSQL", postgres(drivers.postgres()));
        told.put("MongoDB", mongo(drivers.mongo(), control.isEmulated(Engine.MONGODB)));
        told.put("Redis", redis(drivers.redis()));
        told.put("Cassandra", cassandra(drivers.cassandra()));
        told.put(
                "Neo4j",
                drivers.neo4j()
                        .executableQuery("CALL dbms.components() YIELD versions, edition"
                                + " CALL dbms.listConfig('server.memory.pagecache.size') YIELD name, value"
                                + " WITH * WHERE name = 'server.memory.pagecache.size'"
                                + " RETURN versions[0] + ' ' + edition + ', page cache ' + value AS v")
                        .execute()
                        .records()
                        .get(0)
                        .get("v")
                        .asString());
        return told;
    }

    private static String postgres(DataSource postgres) throws SQLException {
        try (var connection = postgres.getConnection();
                var statement = connection.createStatement();
                var answer =
                        statement.executeQuery("select concat_ws(', ', 'version ' || current_setting('server_version'),"
                                + " 'shared_buffers ' || current_setting('shared_buffers'), 'fsync ' || current_setting('fsync'),"
                                + " 'synchronous_commit ' || current_setting('synchronous_commit'))")) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static String cassandra(CqlSession cassandra) {
        var version =
                cassandra.execute("SELECT release_version FROM system.local").one();
        var settings = cassandra
                .execute("SELECT name, value FROM system_views.settings WHERE name IN"
                        + " ('commitlog_sync', 'commitlog_total_space', 'memtable_heap_space')")
                .all()
                .stream()
                .map(row -> row.getString("name") + " " + row.getString("value"))
                .collect(Collectors.joining(", "));
        return Objects.requireNonNull(version).getString("release_version") + ", " + settings;
    }

    private static String mongo(MongoClient mongo, boolean emulated) {
        var version = mongo.getDatabase("admin")
                .runCommand(new Document("buildInfo", 1))
                .getString("version");
        return version + (emulated ? ", an emulator: not judged here" : "");
    }

    private static String redis(RedisClient redis) {
        try (var connection = redis.connect()) {
            var version = REDIS.matcher(connection.sync().info("server"));
            return version.find() ? version.group(1) : "unknown";
        }
    }

    private static String proc(String file, Pattern pattern) {
        try {
            var found = pattern.matcher(Files.readString(Path.of("/proc", file)));
            return found.find() ? found.group(1) : "not told";
        } catch (IOException e) {
            return "not told";
        }
    }
}
