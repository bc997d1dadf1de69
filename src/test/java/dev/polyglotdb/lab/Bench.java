package dev.polyglotdb.lab;

import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.client.MongoClient;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import io.lettuce.core.RedisClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.neo4j.driver.Driver;

/** The workbench of one experiment. */
final class Bench implements Workbench {

    private final Scale scale;
    private final Drivers drivers;
    private final StoreControl control;

    Bench(Scale scale, Drivers drivers, StoreControl control) {
        this.scale = scale;
        this.drivers = drivers;
        this.control = control;
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public long[] sizes(long... all) {
        return scale.sizes(all);
    }

    @Override
    public DataSource postgres() {
        return drivers.postgres();
    }

    @Override
    public MongoClient mongo() {
        return drivers.mongo();
    }

    @Override
    public RedisClient redis() {
        return drivers.redis();
    }

    @Override
    public CqlSession cassandra() {
        return drivers.cassandra();
    }

    @Override
    public Driver neo4j() {
        return drivers.neo4j();
    }

    @Override
    public boolean emulated(Engine engine) {
        return control.isEmulated(engine);
    }

    @Override
    public StoreControl control() {
        return control;
    }

    @Override
    public void measure(String question, long size, int threads, Map<String, Operation> sides) throws Exception {
        for (var side : sides.values()) {
            for (var i = 0; i < 10; i++) {
                side.run(0, i);
            }
        }
    }

    @Override
    public void same(String question, long size, Map<String, ? extends Callable<?>> sides) throws Exception {
        var answers = new LinkedHashMap<String, Object>();
        for (var side : sides.entrySet()) {
            var answer = side.getValue().call();
            if (answer == null || answer instanceof Collection<?> rows && rows.isEmpty()) {
                throw new Disagreement("%s, %,d rows: %s answers nothing".formatted(question, size, side.getKey()));
            }
            answers.put(side.getKey(), answer);
        }
        if (answers.values().stream().distinct().count() > 1) {
            throw new Disagreement("%s, %,d rows: %s".formatted(question, size, answers));
        }
    }

    @Override
    public void model(String side, String name, String text) {}

    @Override
    public void plan(String side, String question, long size, String text) {}

    @Override
    public void durability(String side, String text) {}

    @Override
    public void storage(String side, long size, long rows, long bytes) {}

    @Override
    public void count(String question, String side, long size, String what, double value, String unit) {}

    @Override
    public Figure figure(String question, String side, long size, Metric metric) {
        return new Figure(1, 1, 1);
    }

    @Override
    public void finding(String text) {}

    @Override
    public void step(String what) {
        System.out.println("lab: " + Objects.requireNonNull(what));
    }
}
