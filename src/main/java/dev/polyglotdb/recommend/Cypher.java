package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.ClassPathText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Returns the statement whose clauses are in {@code neo4j/<name>.cypher} of these names, in this order. */
    static String statement(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others))
                .map(Cypher::statement)
                .collect(Collectors.joining("\n"));
    }

    /** Returns the statements of {@code neo4j/<name>.cypher}, which end with semicolons. */
    static List<String> script(String name) {
        return List.of(statement(name).split(";\\s*"));
    }
}
