package dev.polyglotdb.lab.catalog;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement and its parameters, which are texts, numbers and booleans in the order of their places. */
record SqlQuery(String text, List<Object> parameters) {

    private static final Pattern PLACE = Pattern.compile("\\?");

    void set(PreparedStatement prepared) throws SQLException {
        for (var i = 0; i < parameters.size(); i++) {
            prepared.setObject(i + 1, parameters.get(i));
        }
    }

    /** Returns the statement with the parameters in it, for a plan. */
    String literal() {
        var next = parameters.iterator();
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(literal(next.next())));
    }

    private static String literal(Object value) {
        return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
    }
}
