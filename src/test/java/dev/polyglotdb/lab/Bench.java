package dev.polyglotdb.lab;

import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.client.MongoClient;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import io.lettuce.core.RedisClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationContext;

/** The workbench of one experiment. */
final class Bench implements Workbench {

    private final Scale scale;
    private final Drivers drivers;
    private final StoreControl control;
    private final ApplicationContext context;
    private final Notes notes;
    private final Consumer<String> progress;

    /** @param progress is told each step */
    Bench(
            Scale scale,
            Drivers drivers,
            StoreControl control,
            ApplicationContext context,
            Notes notes,
            Consumer<String> progress) {
        this.scale = scale;
        this.notes = notes;
        this.progress = progress;
        this.drivers = drivers;
        this.control = control;
        this.context = context;
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public long[] sizes(long build, long small, long... large) {
        return scale.sizes(build, small, large);
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
    public ApplicationContext context() {
        return context;
    }

    @Override
    public void measure(String question, long size, int threads, Map<String, Operation> sides) throws Exception {
        step("%s, %,d rows".formatted(question, size));
        new Measurement(question, size, Pace.of(scale), control, notes).run(threads, sides);
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
    public void model(String side, String name, String text) {
        notes.model(new Note(side, name, text));
    }

    @Override
    public void plan(String side, String question, long size, String text) {
        notes.plan(new Note(side, "%s, %,d rows".formatted(question, size), text));
    }

    @Override
    public void durability(String side, String text) {
        notes.durability(new Note(side, "", text));
    }

    @Override
    public void storage(String side, long size, long rows, long bytes) {
        count("Storage", side, size, "bytes a row", (double) bytes / rows, "B");
        count("Storage", side, size, "all", bytes / 1e6, "MB");
    }

    @Override
    public void count(String question, String side, long size, String what, double value, String unit) {
        notes.add(question, side, size, what, unit, value);
    }

    @Override
    public Figure figure(String question, String side, long size, Metric metric) {
        return notes.figure(question, side, size, metric.title());
    }

    @Override
    public Figure figure(String question, String side, long size, String what) {
        return notes.figure(question, side, size, what);
    }

    @Override
    public void finding(String text) {
        notes.finding(text);
    }

    @Override
    public void step(String what) {
        progress.accept(what);
    }
}
