package dev.polyglotdb.recommend;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The application's own walk, to be measured: its statements, schema, parameters and settings. Only the labels differ,
 * and with them the names of indexes. So a shop in the same database does not see the graph that is walked here, and
 * the walk does not see the shop's. No plan depends on what a label is called.
 */
public final class MeasuredWalk {

    private static final Pattern LABEL = Pattern.compile(":(User|Product|Order|BOUGHT)\\b");
    private static final Pattern NAME = Pattern.compile("(CONSTRAINT|INDEX) (\\w+) IF NOT EXISTS");

    private static final RecommendProperties SETTINGS = GraphCorner.properties(Map.of());
    private static final WalkStatements STATEMENTS = new WalkStatements(SETTINGS);

    /** From a user's purchases to other products. */
    public static final String RECOMMENDED = renamed(WalkStatements.RECOMMENDED);

    /** From one product to others. */
    public static final String RELATED = renamed(WalkStatements.RELATED);

    private MeasuredWalk() {}

    public static Map<String, Object> recommended(long userId, int limit) {
        return STATEMENTS.recommended(userId, limit);
    }

    public static Map<String, Object> related(String productId, int limit) {
        return STATEMENTS.related(productId, limit);
    }

    /** Returns the constraints and indexes of nodes, without which purchases cannot be loaded. */
    public static List<String> nodeSchema() {
        return schema(false);
    }

    /** Returns the constraints and indexes of purchases, which are made faster when these are there. */
    public static List<String> purchaseSchema() {
        return schema(true);
    }

    private static List<String> schema(boolean ofPurchases) {
        return Cypher.script("schema").stream()
                .filter(each -> each.startsWith("CREATE") && each.contains("()-[") == ofPurchases)
                .map(each -> NAME.matcher(renamed(each)).replaceFirst("$1 lab_$2 IF NOT EXISTS"))
                .toList();
    }

    /** Returns what removes the schema again. */
    public static List<String> dropSchema() {
        return Cypher.script("schema").stream()
                .flatMap(each -> NAME.matcher(each).results())
                .map(found -> "DROP %s lab_%s IF EXISTS".formatted(found.group(1), found.group(2)))
                .toList();
    }

    /** Turns {@code :User} into {@code :LabUser}, and so on. */
    private static String renamed(String statement) {
        return LABEL.matcher(statement).replaceAll(":Lab$1");
    }
}
