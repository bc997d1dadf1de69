package dev.polyglotdb.platform.web;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Times in headers, in each of the three forms that a recipient must read (RFC 9110, section 5.6.7). */
final class HttpDate {

    /** The forms of a time without its day of the week, by the pattern of the whole. */
    private static final Map<Pattern, DateTimeFormatter> FORMS = Map.of(
            Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (.{20}) GMT"), form("dd MMM uuuu HH:mm:ss"),
            Pattern.compile("(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (.{18}) GMT"), form("dd-MMM-uu HH:mm:ss"),
            Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (.{20})"), form("MMM ppd HH:mm:ss uuuu"));

    private HttpDate() {}

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Returns whether the text is such a time. Nobody checks the day of the week. */
    static boolean isOne(String text) {
        return FORMS.entrySet().stream().anyMatch(form -> {
            var parts = form.getKey().matcher(text);
            return parts.matches() && isReadable(parts.group(1), form.getValue());
        });
    }

    private static boolean isReadable(String text, DateTimeFormatter form) {
        try {
            LocalDateTime.parse(text, form);
            return true;
        } catch (DateTimeException invalid) {
            return false;
        }
    }
}
