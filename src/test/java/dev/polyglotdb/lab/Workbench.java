package dev.polyglotdb.lab;

import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.client.MongoClient;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import io.lettuce.core.RedisClient;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationContext;

/**
 * What an experiment works with: connections to the engines of this run, measuring, and the notes that become its part
 * of the report. A side is one model in one store, such as {@code PostgreSQL, unlogged}; it has the same name
 * everywhere. The order of a map of sides is the order in the report; the project's own choice comes first. Sizes are
 * numbers of rows. Only one thread may use a workbench.
 */
public interface Workbench {

    Scale scale();

    /**
     * Returns the sizes of this run.
     *
     * @param large those of a large run, in ascending order; only that has several
     */
    long[] sizes(long build, long small, long... large);

    /** Returns a pool of 32 connections, which keep statements prepared in the server. No time-outs. */
    DataSource postgres();

    /** Returns a client with the concerns of the project: majority and journal. */
    MongoClient mongo();

    RedisClient redis();

    /** Returns a session whose consistency is the project's, {@code LOCAL_QUORUM}, and whose time-out is long. */
    CqlSession cassandra();

    Driver neo4j();

    /** Returns whether an emulator stands in for the engine. What it measures is marked as not judged. */
    boolean emulated(Engine engine);

    /** Stops, kills and starts engines. An experiment that uses it leaves all engines running. */
    StoreControl control();

    /** Returns what knows where the engines are, for processes of the application that an experiment starts. */
    ApplicationContext context();

    /**
     * Asks every side in turns, in reversed order each round, each after the same warm-up. Records operations a second,
     * the median and the 99th percentile of the latency, and processor time an operation, of this process and of each
     * engine, with the least, the middle and the most of all rounds.
     *
     * @param question in the words of the report; one chart each, over the sizes it was asked at
     * @param threads how many clients ask at the same time
     * @throws Exception what an operation threw first
     */
    void measure(String question, long size, int threads, Map<String, Operation> sides) throws Exception;

    /**
     * Asks each side once and compares the answers by {@link Object#equals}.
     *
     * @throws Disagreement if they differ, or if an answer is null, or an empty collection
     */
    void same(String question, long size, Map<String, ? extends Callable<?>> sides) throws Exception;

    /** Notes a schema, statement or script, exactly as it is sent. */
    void model(String side, String name, String text);

    /** Notes how a store executes a question, as {@code EXPLAIN (ANALYZE, BUFFERS)} or {@code PROFILE} tells. */
    void plan(String side, String question, long size, String text);

    /** Notes what an acknowledged write of this side survives, and by which settings. */
    void durability(String side, String text);

    /** Notes how much a side keeps on disk (or in memory, if that is where it keeps it), with indexes. */
    void storage(String side, long size, long rows, long bytes);

    /**
     * Notes any other figure: stale reads, lost orders, megabytes, milliseconds of something that is done once. More
     * calls for the same question, side, size and name are rounds: the least, the middle and the most are shown.
     */
    void count(String question, String side, long size, String what, double value, String unit);

    /** Returns the middle of the rounds of what was measured, for findings that follow from the figures of this run. */
    Figure figure(String question, String side, long size, Metric metric);

    /** Returns the rounds of a {@link #count}, or those of one engine, such as {@code processor, Redis}. */
    Figure figure(String question, String side, long size, String what);

    /** Notes a conclusion, from figures of this run where possible; also those that speak against the project. */
    void finding(String text);

    /** Tells the user at the terminal what is done now. */
    void step(String what);
}
