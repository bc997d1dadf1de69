package dev.polyglotdb.platform.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as RFC 3339 writes them, to the letter of its grammar ({@code date-time}, section 5.6): seconds and a full
 * offset are required, and a fraction may have any number of digits. ISO 8601, which Java's own parser reads, allows
 * more and less.
 */
final class Rfc3339 {

    private static final Pattern DATE_TIME = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]"
            + "([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
            + "(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

    /** As many digits of a fraction count as stored times have. */
    private static final int KEPT_DIGITS = 3;

    private Rfc3339() {}

    /**
     * Reads a time.
     *
     * @return the time to the millisecond, whatever follows in its fraction; a leap second is the first one of the next
     *     minute. Its year in UTC is -1 to 10000, because of the offset
     * @throws DateTimeException if the text is not of this form, or no such time exists
     */
    static Instant parse(String text) {
        var parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("not an RFC 3339 time");
        }
        var second = number(parts, 6);
        var isLeap = second == 60;
        var local = LocalDateTime.of(
                number(parts, 1),
                number(parts, 2),
                number(parts, 3),
                number(parts, 4),
                number(parts, 5),
                isLeap ? 59 : second);
        var time = local.toInstant(ZoneOffset.UTC).minusSeconds(offsetSeconds(parts));
        if (!isLeap) {
            return time.plusMillis(millis(parts.group(7)));
        }
        var next = time.plusSeconds(1);
        if (next.getEpochSecond() % 86_400 != 0) {
            throw new DateTimeException("a leap second is the last one of a day");
        }
        return next;
    }

    private static int offsetSeconds(Matcher parts) {
        if (parts.group(8) == null) {
            return 0;
        }
        var hours = number(parts, 9);
        var minutes = number(parts, 10);
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException("no such offset");
        }
        return (parts.group(8).equals("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
    }

    private static long millis(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, KEPT_DIGITS));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
