package dev.polyglotdb.lab.coordination;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.resilience.crash.CrashingApplication;
import java.util.List;
import java.util.Random;

/** One order, several stores: the application with its outbox, and the same application that writes to them in turn. */
public final class CoordinationExperiment implements Experiment {

    static final String IN_TURN = "in turn";

    private static final String OUTBOX = "outbox";
    private static final String QUESTION = "Kill the application in the middle of orders";
    private static final String LOST = "lost in a store";
    private static final int CLIENTS = 8;
    private static final long SEED = 25;

    private final String followers;

    public CoordinationExperiment() {
        this("activity,recommendations");
    }

    /** @param followers to write to in turn; only those of the other constructor are all */
    CoordinationExperiment(String followers) {
        this.followers = followers;
    }

    @Override
    public String name() {
        return "coordination";
    }

    @Override
    public String title() {
        return "Coordination: one order, several stores";
    }

    @Override
    public String question() {
        return "An order belongs in PostgreSQL, Cassandra and Neo4j. The request writes to them in turn, or commits"
                + " outbox entries with the order, which are applied later. What is missing after kill -9 of the"
                + " application, and what does the guarantee cost?";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        describe(bench);
        var inTurn = new Branch(
                bench, "lab_in_turn", 1, List.of("--%s=%s".formatted(CrashingApplication.IN_TURN, followers)));
        var outbox = new Branch(bench, "lab_outbox", 2, List.of());
        var random = new Random(SEED);
        if (bench.scale() == Scale.BUILD) {
            // It may lose orders or not, and the outbox takes the same path. So here it is spared the kills.
            try (var open = new OpenBranch(IN_TURN, inTurn, CLIENTS, false, false)) {
                open.check();
                note(bench, open, 0, open.settled());
            }
            try (var open = new OpenBranch(OUTBOX, outbox, CLIENTS, true, false)) {
                killInVain(bench, open, random);
            }
        } else {
            try (var first = new OpenBranch(OUTBOX, outbox, CLIENTS, true, true);
                    var second = new OpenBranch(IN_TURN, inTurn, CLIENTS, false, true)) {
                cost(bench, first, second);
                second.invite();
                kill(bench, second, random);
                first.invite();
                killInVain(bench, first, random);
            }
        }
        bench.finding(
                "After %d kills, the outbox has lost, doubled and contradicted nothing; written in turn, %.0f orders"
                                .formatted(
                                        kills(bench.scale()),
                                        bench.figure(QUESTION, IN_TURN, 0, LOST).median())
                        + " are missing in a store, and nobody knows which.");
    }

    private static void cost(Workbench bench, OpenBranch outbox, OpenBranch inTurn) {
        new PlacingCost(bench).measure(List.of(outbox, inTurn));
        var deferred = bench.figure(PlacingCost.QUESTION, OUTBOX, 0, Metric.MEDIAN);
        var written = bench.figure(PlacingCost.QUESTION, IN_TURN, 0, Metric.MEDIAN);
        bench.finding(
                "An order is answered after %.1f ms with the outbox, and after %.1f ms if it is written in turn%s."
                        .formatted(
                                deferred.median(),
                                written.median(),
                                deferred.isBelow(written) || written.isBelow(deferred)
                                        ? ""
                                        : ": no difference beyond the spread"));
    }

    /** Kills the application again and again, and counts in the end. */
    private static Count kill(Workbench bench, OpenBranch branch, Random random) throws Exception {
        branch.check();
        for (var kill = 1; kill <= kills(bench.scale()); kill++) {
            bench.step("kill %d, %s".formatted(kill, branch.side()));
            branch.kill(random);
            branch.restart();
        }
        var count = branch.settled();
        note(bench, branch, kills(bench.scale()), count);
        return count;
    }

    /** @throws Disagreement if anything is wrong afterwards */
    private static void killInVain(Workbench bench, OpenBranch branch, Random random) throws Exception {
        var count = kill(bench, branch, random);
        if (!count.equals(Count.CLEAN)) {
            throw new Disagreement("%s, %s: %s".formatted(QUESTION, branch.side(), count));
        }
    }

    private static void note(Workbench bench, OpenBranch branch, int kills, Count count) {
        var side = branch.side();
        bench.count(QUESTION, side, 0, "kills", kills, "kills");
        bench.count(
                QUESTION,
                side,
                0,
                "orders acknowledged",
                branch.customers().acknowledged().size(),
                "orders");
        bench.count(QUESTION, side, 0, LOST, count.lost(), "orders");
        bench.count(QUESTION, side, 0, "of these in Cassandra", count.lostInCassandra(), "orders");
        bench.count(QUESTION, side, 0, "of these in Neo4j", count.lostInNeo4j(), "orders");
        bench.count(QUESTION, side, 0, "doubled", count.doubled(), "orders");
        bench.count(QUESTION, side, 0, "contradictory", count.contradictory(), "orders");
    }

    private static int kills(Scale scale) {
        return Integer.getInteger(
                "polyglot.lab.kills",
                switch (scale) {
                    case BUILD -> 1;
                    case SMALL -> 1;
                    case LARGE -> 100;
                });
    }

    private static void describe(Workbench bench) {
        bench.model(
                OUTBOX, "protocol", "src/main/java/dev/polyglotdb/orders/README.md. Customers repeat with their key");
        bench.model(IN_TURN, "request", """
                begin; order, payment, stock; commit (PostgreSQL)
                the two timelines of the order (Cassandra)
                the edges of the order (Neo4j)
                answer; customers repeat what got none, without a key""");
        bench.durability(OUTBOX, "as each store has it; the entries are in PostgreSQL, in the order's transaction");
        bench.durability(IN_TURN, "as each store has it; nobody knows what was still to be written");
    }
}
