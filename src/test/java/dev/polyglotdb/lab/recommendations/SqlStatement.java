package dev.polyglotdb.lab.recommendations;

import dev.polyglotdb.platform.ClassPathText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement with one parameter, at several places. Its limits are part of the text, so that PostgreSQL plans for
 * them.
 *
 * @param text with the parameter by its name
 */
record SqlStatement(String text, String parameter) {

    private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z]+)");

    /** @param settings those of the application's walk, by the names that they have there */
    static SqlStatement of(Map<String, Object> settings, String parameter, String... parts) {
        var text = Stream.of(parts).map(SqlStatement::read).collect(Collectors.joining());
        return new SqlStatement(
                NAME.matcher(text)
                        .replaceAll(found -> found.group(1).equals(parameter)
                                ? found.group()
                                : Objects.requireNonNull(settings.get(found.group(1)), found.group())
                                        .toString()),
                parameter);
    }

    /** Returns the text of a resource. */
    static String read(String name) {
        return ClassPathText.read("lab/recommendations/" + name + ".sql");
    }

    /** Returns the text with the value in it. */
    String with(Object value) {
        return text.replace(":" + parameter, value instanceof Number ? value.toString() : "'" + value + "'");
    }

    /** Returns the text as it is sent. */
    String prepared() {
        return text.replace(":" + parameter, "?");
    }

    void set(PreparedStatement prepared, Object value) throws SQLException {
        var places = prepared().chars().filter(each -> each == '?').count();
        for (var i = 1; i <= places; i++) {
            prepared.setObject(i, value);
        }
    }
}
