package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.ClassPathText;
import java.util.List;
import java.util.regex.Pattern;

/** The statements that are kept as resources. */
final class Cypher {

    private static final Pattern COMMENT_LINE = Pattern.compile("(?m)^\\s*//.*\\R");

    private Cypher() {}

    /** The one statement of {@code neo4j/<name>.cypher}. */
    static String statement(String name) {
        var text = ClassPathText.read("neo4j/" + name + ".cypher");
        // Comments are for us; the server would receive and parse them with every call.
        return COMMENT_LINE.matcher(text).replaceAll("").strip();
    }

    /** The statements of {@code neo4j/<name>.cypher}, each ended by a semicolon. */
    static List<String> script(String name) {
        return List.of(statement(name).split(";\\s*"));
    }
}
