package dev.polyglotdb.lab.recommendations;

import dev.polyglotdb.lab.Operation;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.recommend.MeasuredWalk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The walk in Neo4j and in PostgreSQL, over the same purchases. */
record WalkSides(Workbench bench, Purchases purchases, GraphWalk graph, SqlWalk sql) {

    static final String NEO4J = "Neo4j";
    static final String POSTGRES = "PostgreSQL";
    static final String RECOMMEND = "Recommend products to a user";
    static final String RELATE = "Products related to a product";
    static final int LIMIT = 20;

    private static final int CLIENTS = 4;
    private static final int COMPARED = 40;

    /** Loads both, compares their answers, and measures them. */
    void run() throws Exception {
        var size = purchases.about();
        bench.step("loading %,d purchases into Neo4j".formatted(size));
        graph.load(purchases);
        bench.step("loading %,d purchases into PostgreSQL".formatted(size));
        sql.load(purchases);
        bench.storage(POSTGRES, size, size, sql.bytes());

        agree();
        plans(size);
        bench.measure(
                RECOMMEND,
                size,
                CLIENTS,
                sides(
                        (thread, i) -> graph.recommended(user(i), LIMIT),
                        (thread, i) -> sql.ask(sql.recommended(), user(i))));
        bench.measure(
                RELATE,
                size,
                CLIENTS,
                sides(
                        (thread, i) -> graph.related(product(i), LIMIT),
                        (thread, i) -> sql.ask(sql.related(), product(i))));
    }

    private void agree() throws Exception {
        bench.step("comparing");
        bench.same(
                RECOMMEND,
                purchases.about(),
                answers(i -> graph.recommended(user(i), LIMIT), i -> sql.ask(sql.recommended(), user(i))));
        bench.same(
                RELATE,
                purchases.about(),
                answers(i -> graph.related(product(i), LIMIT), i -> sql.ask(sql.related(), product(i))));
    }

    private void plans(long size) throws Exception {
        var product = Purchases.product(1);
        bench.plan(NEO4J, RECOMMEND, size, graph.plan(MeasuredWalk.RECOMMENDED, MeasuredWalk.recommended(1, LIMIT)));
        bench.plan(POSTGRES, RECOMMEND, size, sql.plan(sql.recommended(), 1L));
        bench.plan(NEO4J, RELATE, size, graph.plan(MeasuredWalk.RELATED, MeasuredWalk.related(product, LIMIT)));
        bench.plan(POSTGRES, RELATE, size, sql.plan(sql.related(), product));
    }

    private long user(long i) {
        return i * 7919 % purchases.users();
    }

    private String product(long i) {
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
}
