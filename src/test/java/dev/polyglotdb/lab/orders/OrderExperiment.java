package dev.polyglotdb.lab.orders;

import static dev.polyglotdb.lab.orders.OrderSides.PLACE;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Sql;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.lab.orders.OrderSides.Side;
import dev.polyglotdb.orders.stock.MeasuredStock;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Orders: stock and money in one store, with many clients at once, and when its engine is killed. */
public final class OrderExperiment implements Experiment {

    private static final String SCHEMA = "lab_orders";
    private static final String POSTGRES = "PostgreSQL, as the application does";
    private static final String FUNCTION = "PostgreSQL, one function";
    private static final String REDIS = "Redis, one script";
    private static final String CASSANDRA = "Cassandra, lightweight transactions";
    private static final int FEW = 10;
    private static final long SEED = 25;

    private final CassandraStatements cassandraStatements;
    private final boolean kills;

    public OrderExperiment() {
        this(CassandraStatements.RIGHT, true);
    }

    /** @param kills whether engines are killed at the end, which others may use */
    OrderExperiment(CassandraStatements cassandraStatements, boolean kills) {
        this.cassandraStatements = cassandraStatements;
        this.kills = kills;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public String title() {
        return "Orders: stock and money";
    }

    @Override
    public String question() {
        return "An order of two products takes their stock and keeps its payment, or nothing of it. Many clients want the"
                + " same few products. What does an order cost, and what do the books say after kill -9 of the engine?";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        try (var pool = pool(bench.postgres())) {
            Flyway.configure()
                    .dataSource(pool)
                    .schemas(SCHEMA)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            var sides = sides(bench, pool);
            try {
                describe(bench, sides);
                var all = new OrderSides(bench, sides);
                all.agree();
                plans(bench, new PostgresOrders(pool));
                all.sellOut();
                var measured = new LinkedHashMap<>(sides);
                measured.values().removeIf(Side::emulated);
                for (var products : bench.sizes(FEW, 1_000, FEW, 1_000)) {
                    new OrderSides(bench, measured).place((int) products);
                    conclude(bench, products, measured);
                }
                if (kills) {
                    kill(bench, measured);
                }
            } finally {
                assertAll(sides.values().stream().map(side -> side.orderStore()::drop));
            }
        } finally {
            new Sql(bench.postgres()).execute("drop schema if exists %s cascade".formatted(SCHEMA));
        }
    }

    /** Returns connections like those of the pool, which find the application's tables in a schema of their own. */
    private static HikariDataSource pool(DataSource pool) throws SQLException {
        var config = new HikariConfig();
        pool.unwrap(HikariDataSource.class).copyStateTo(config);
        config.setPoolName("lab-orders");
        config.setSchema(SCHEMA);
        new Sql(pool).execute("drop schema if exists %1$s cascade; create schema %1$s".formatted(SCHEMA));
        return new HikariDataSource(config);
    }

    private Map<String, Side> sides(Workbench bench, DataSource pool) {
        var emulated = bench.emulated(Engine.MONGODB);
        var sides = new LinkedHashMap<String, Side>();
        sides.put(POSTGRES, new Side(Engine.POSTGRES, new PostgresOrders(pool), false));
        sides.put(FUNCTION, new Side(Engine.POSTGRES, new PostgresFunction(pool), false));
        sides.put(REDIS, new Side(Engine.REDIS, new RedisOrders(bench.redis()), false));
        sides.put(
                CASSANDRA,
                new Side(Engine.CASSANDRA, new CassandraOrders(bench.cassandra(), cassandraStatements), false));
        sides.put(
                "MongoDB, two phases" + (emulated ? " (emulator, not judged)" : ""),
                new Side(Engine.MONGODB, new MongoOrders(bench.mongo()), emulated));
        return sides;
    }

    /** In the build only what restarts within a second. */
    private static void kill(Workbench bench, Map<String, Side> sides) throws Exception {
        var engineKill = new EngineKill(bench, new Random(SEED));
        for (var side : sides.entrySet()) {
            for (var kill = 1; kill <= kills(bench.scale(), side.getValue().engine()); kill++) {
                bench.step("kill %d of %s".formatted(kill, side.getKey()));
                engineKill.run(side.getKey(), side.getValue());
            }
        }
    }

    private static int kills(Scale scale, Engine engine) {
        return switch (scale) {
            case BUILD -> engine == Engine.POSTGRES || engine == Engine.REDIS ? 1 : 0;
            case SMALL -> 1;
            case LARGE -> engine == Engine.CASSANDRA ? 5 : 10;
        };
    }

    private static void conclude(Workbench bench, long products, Map<String, Side> sides) {
        var postgres = bench.figure(PLACE, POSTGRES, products, Metric.RATE);
        for (var side : sides.keySet()) {
            if (!side.equals(POSTGRES)) {
                var other = bench.figure(PLACE, side, products, Metric.RATE);
                bench.finding("%s of %,d products: PostgreSQL as the application does %,.0f a second, %s %,.0f: %s."
                        .formatted(
                                PLACE,
                                products,
                                postgres.median(),
                                side,
                                other.median(),
                                postgres.verdict("PostgreSQL", other)));
            }
        }
    }

    private static void plans(Workbench bench, PostgresOrders postgres) throws Exception {
        postgres.prepare(Checkout.stock(FEW, FEW));
        postgres.plans(Checkout.of(Integer.MAX_VALUE, FEW))
                .forEach((statement, plan) -> bench.plan(POSTGRES, statement, FEW, plan));
    }

    private void describe(Workbench bench, Map<String, Side> sides) {
        bench.model(
                POSTGRES,
                "statements (tables: src/main/resources/db/migration)",
                String.join(
                        ";\n",
                        PostgresOrders.ORDER,
                        PostgresOrders.ITEM,
                        PostgresOrders.PAYMENT,
                        MeasuredStock.LOCK,
                        MeasuredStock.TAKE));
        bench.model(FUNCTION, "function", PostgresFunction.create());
        bench.model(REDIS, "script", RedisOrders.SCRIPT);
        bench.model(CASSANDRA, "tables", String.join(";\n", cassandraStatements.schema()));
        bench.model(CASSANDRA, "statements", String.join(";\n", cassandraStatements.steps()));
        for (var side : sides.entrySet()) {
            if (side.getValue().engine() == Engine.MONGODB) {
                bench.model(side.getKey(), "steps", MongoOrders.STEPS);
                bench.durability(side.getKey(), "each step: majority, journaled. An order is several of them");
            }
        }
        bench.durability(POSTGRES, "WAL flushed before the acknowledgement (synchronous_commit on), once an order");
        bench.durability(FUNCTION, "WAL flushed before the acknowledgement (synchronous_commit on), once an order");
        bench.durability(
                REDIS, "append-only file synced before the answer (appendfsync always), once for all that wait");
        bench.durability(CASSANDRA, "each step: commit log synced (commitlog_sync batch). An order is several of them");
    }
}
