package dev.polyglotdb.lab.recommendations;

import static dev.polyglotdb.lab.recommendations.WalkSides.LIMIT;
import static dev.polyglotdb.lab.recommendations.WalkSides.NEO4J;
import static dev.polyglotdb.lab.recommendations.WalkSides.POSTGRES;
import static dev.polyglotdb.lab.recommendations.WalkSides.RECOMMEND;
import static dev.polyglotdb.lab.recommendations.WalkSides.RELATE;

import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.recommend.MeasuredWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recommendations: the application's walk in Neo4j, and the same walk in SQL. */
public final class RecommendationExperiment implements Experiment {

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
        for (var size : bench.sizes(5_000, 50_000, 5_000, 100_000, 1_000_000, 10_000_000)) {
            try {
                graph.drop();
                sql.drop();
                new WalkSides(bench, new Purchases(size), graph, sql).run();
                conclude(bench, size);
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

    private static void conclude(Workbench bench, long size) {
        for (var question : List.of(RECOMMEND, RELATE)) {
            var graph = bench.figure(question, NEO4J, size, Metric.RATE);
            var sql = bench.figure(question, POSTGRES, size, Metric.RATE);
            var verdict = graph.verdict(NEO4J, sql);
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
