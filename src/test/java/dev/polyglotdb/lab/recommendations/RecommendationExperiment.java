package dev.polyglotdb.lab.recommendations;

import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Operation;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.recommend.MeasuredWalk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Recommendations: the application's walk in Neo4j, and the same walk in SQL. */
public final class RecommendationExperiment implements Experiment {

    private static final String NEO4J = "Neo4j";
    private static final String POSTGRES = "PostgreSQL";
    private static final String RECOMMEND = "Recommend products to a user";
    private static final String RELATE = "Products related to a product";
    private static final int LIMIT = 20;
    private static final int CLIENTS = 4;
    private static final int COMPARED = 40;

    private final Map<String, Object> changed;

    public RecommendationExperiment() {
        this(Map.of());
    }

    /** @param changed settings that are different in PostgreSQL; only without any it is right */
    RecommendationExperiment(Map<String, Object> changed) {
        this.changed = changed;
    }

    @Override
    public String name() {
        return "recommendations";
    }

    @Override
    public String title() {
        return "Recommendations: a bounded walk over who bought what";
    }

    @Override
    public String question() {
        return "From a user's latest purchases to their other buyers, and to what these bought shortly before and after:"
                + " the walk of the application in Neo4j, and the same walk with the same bounds in SQL.";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        var graph = new GraphWalk(bench.neo4j());
        var sql = new SqlWalk(
                bench.postgres(),
                settings(MeasuredWalk.recommended(0, LIMIT)),
                settings(MeasuredWalk.related("", LIMIT)));
        describe(bench, sql);
        for (var size : bench.sizes(10_000, 100_000, 1_000_000)) {
            try {
                graph.drop();
                sql.drop();
                run(bench, new Purchases(size), graph, sql);
            } finally {
                bench.step("removing %,d purchases".formatted(size));
                graph.drop();
                sql.drop();
            }
        }
    }

    private Map<String, Object> settings(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.putAll(changed);
        return all;
    }

    private static void run(Workbench bench, Purchases purchases, GraphWalk graph, SqlWalk sql) throws Exception {
        var size = purchases.about();
        bench.step("loading %,d purchases into Neo4j".formatted(size));
        graph.load(purchases);
        bench.step("loading %,d purchases into PostgreSQL".formatted(size));
        sql.load(purchases);
        bench.storage(POSTGRES, size, size, sql.bytes());

        agree(bench, purchases, graph, sql);
        plans(bench, size, graph, sql);
        bench.measure(
                RECOMMEND,
                size,
                CLIENTS,
                sides(
                        (thread, i) -> graph.recommended(user(purchases, i), LIMIT),
                        (thread, i) -> sql.ask(sql.recommended(), user(purchases, i))));
        bench.measure(
                RELATE,
                size,
                CLIENTS,
                sides(
                        (thread, i) -> graph.related(product(purchases, i), LIMIT),
                        (thread, i) -> sql.ask(sql.related(), product(purchases, i))));
        conclude(bench, size);
    }

    private static void agree(Workbench bench, Purchases purchases, GraphWalk graph, SqlWalk sql) throws Exception {
        bench.step("comparing");
        bench.same(
                RECOMMEND,
                purchases.about(),
                answers(
                        i -> graph.recommended(user(purchases, i), LIMIT),
                        i -> sql.ask(sql.recommended(), user(purchases, i))));
        bench.same(
                RELATE,
                purchases.about(),
                answers(
                        i -> graph.related(product(purchases, i), LIMIT),
                        i -> sql.ask(sql.related(), product(purchases, i))));
    }

    private static void plans(Workbench bench, long size, GraphWalk graph, SqlWalk sql) throws Exception {
        var product = Purchases.product(1);
        bench.plan(NEO4J, RECOMMEND, size, graph.plan(MeasuredWalk.RECOMMENDED, MeasuredWalk.recommended(1, LIMIT)));
        bench.plan(POSTGRES, RECOMMEND, size, sql.plan(sql.recommended(), 1L));
        bench.plan(NEO4J, RELATE, size, graph.plan(MeasuredWalk.RELATED, MeasuredWalk.related(product, LIMIT)));
        bench.plan(POSTGRES, RELATE, size, sql.plan(sql.related(), product));
    }

    private static long user(Purchases purchases, long i) {
        return i * 7919 % purchases.users();
    }

    private static String product(Purchases purchases, long i) {
        return Purchases.product(i * 7919 % purchases.products());
    }

    private static Map<String, Operation> sides(Operation graph, Operation sql) {
        var sides = new LinkedHashMap<String, Operation>();
        sides.put(NEO4J, graph);
        sides.put(POSTGRES, sql);
        return sides;
    }

    /** A list for the user or product of this number. */
    private interface Answer {
        List<Recommended> of(long number) throws Exception;
    }

    private static Map<String, Callable<List<List<Recommended>>>> answers(Answer graph, Answer sql) {
        var sides = new LinkedHashMap<String, Callable<List<List<Recommended>>>>();
        sides.put(NEO4J, () -> several(graph));
        sides.put(POSTGRES, () -> several(sql));
        return sides;
    }

    private static List<List<Recommended>> several(Answer answer) throws Exception {
        var all = new ArrayList<List<Recommended>>();
        for (var i = 0; i < COMPARED; i++) {
            all.add(answer.of(i));
        }
        return all;
    }

    private static void conclude(Workbench bench, long size) {
        for (var question : List.of(RECOMMEND, RELATE)) {
            var graph = bench.figure(question, NEO4J, size, Metric.RATE);
            var sql = bench.figure(question, POSTGRES, size, Metric.RATE);
            var verdict = graph.isBelow(sql)
                    ? "Neo4j loses"
                    : sql.isBelow(graph) ? "Neo4j wins" : "no difference beyond the spread";
            bench.finding("%s, %,d purchases: Neo4j %,.0f a second, PostgreSQL %,.0f: %s."
                    .formatted(question, size, graph.median(), sql.median(), verdict));
        }
    }

    private static void describe(Workbench bench, SqlWalk sql) {
        bench.model(NEO4J, "nodes", String.join(";\n", MeasuredWalk.nodeSchema()));
        bench.model(NEO4J, "purchases", String.join(";\n", MeasuredWalk.purchaseSchema()));
        bench.model(NEO4J, "recommended (src/main/resources/neo4j/walk)", MeasuredWalk.RECOMMENDED);
        bench.model(NEO4J, "related (src/main/resources/neo4j/walk)", MeasuredWalk.RELATED);
        bench.model(POSTGRES, "tables", SqlStatement.read("schema"));
        bench.model(POSTGRES, "indexes", SqlStatement.read("indexes"));
        bench.model(POSTGRES, "recommended", sql.recommended().text());
        bench.model(POSTGRES, "related", sql.related().text());
        bench.durability(NEO4J, "only read here; a commit is in the transaction log on disk before it is acknowledged");
        bench.durability(POSTGRES, "only read here; a commit flushes the WAL before it is acknowledged");
    }
}
