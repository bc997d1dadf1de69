package dev.polyglotdb.recommend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The statements that are kept as resources. */
final class Cypher {

    private static final Pattern COMMENT_LINE = Pattern.compile("(?m)^\\s*//.*\\R");

    private Cypher() {}

    /** The one statement of {@code neo4j/<name>.cypher}. */
    static String statement(String name) {
        try {
            var text = new ClassPathResource("neo4j/" + name + ".cypher").getContentAsString(StandardCharsets.UTF_8);
            // They are for us; the server would receive and parse them with every call.
            return COMMENT_LINE.matcher(text).replaceAll("").strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The statements of {@code neo4j/<name>.cypher}, each ended by a semicolon. */
    static List<String> script(String name) {
        return List.of(statement(name).split(";\\s*"));
    }
}
