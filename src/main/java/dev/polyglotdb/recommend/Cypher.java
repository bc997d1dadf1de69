package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.ClassPathText;
import java.util.List;
import java.util.regex.Pattern;

/** Reads Cypher statements from the class path. */
final class Cypher {

    private static final Pattern COMMENT_LINE = Pattern.compile("(?m)^\\s*//.*\\R");

    private Cypher() {}

    /** Returns the only statement of {@code neo4j/<name>.cypher}. */
    static String statement(String name) {
        var text = ClassPathText.read("neo4j/" + name + ".cypher");
        // Without this, the server would receive and parse the comments with every call.
        return COMMENT_LINE.matcher(text).replaceAll("").strip();
    }

    /** Returns the statements of {@code neo4j/<name>.cypher}, which end with semicolons. */
    static List<String> script(String name) {
        return List.of(statement(name).split(";\\s*"));
    }
}
