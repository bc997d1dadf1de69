package dev.polyglotdb.resilience.fuzz;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** Times of RFC 3339, and texts that are almost times. */
final class RandomTimes {

    private static final Pattern GRAMMAR = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)",
            Pattern.DOTALL);

    private static final List<String> RIGHT_ENDS = List.of(
            "Z",
            "z",
            ".5Z",
            ".1234567890Z",
            ".9999999Z",
            ".000000000000001+00:00",
            "-00:00",
            "+00:00",
            "-23:59",
            "+23:59");

    /** Where the years that can be written end, and a store may know no others. */
    private static final List<String> FAR =
            List.of("0000-01-01T00:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59", "9999-12-31T00:00:00");

    private static final List<String> WRONG_ENDS =
            List.of("", ".Z", ",5Z", "+00", "+0000", "+00:00:00", "+24:00", " Z", "Z ", "Z[UTC]", ".5", "ZZ", "+00:60");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private RandomTimes() {}

    /** Returns a time of the last days, or one of eight times of a far year; one of eight times it is not quite one. */
    static String pick(Random random) {
        var time = random.nextInt(8) == 0
                ? Chance.pick(FAR, random)
                : SECONDS.format(
                        Instant.now().minusSeconds(random.nextInt(1_000_000)).atOffset(ZoneOffset.UTC));
        if (random.nextInt(8) > 0) {
            return (random.nextInt(4) == 0 ? time.toLowerCase(Locale.ROOT) : time) + Chance.pick(RIGHT_ENDS, random);
        }
        return switch (random.nextInt(4)) {
            case 0 -> time.substring(0, 16) + "Z";
            case 1 -> "+1" + time + "Z";
            case 2 -> time.replace('T', ' ') + "Z";
            default -> time + Chance.pick(WRONG_ENDS, random);
        };
    }

    /** Returns the last full hour, in one of its forms to the millisecond. */
    static String lastHour(Random random) {
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
        return SECONDS.format(hour) + Chance.pick(List.of("Z", ".0004Z", ".000+00:00"), random);
    }

    /** Returns the millisecond of a time that {@linkplain #isRight is right}. */
    static Instant millisecond(String text) {
        return OffsetDateTime.parse(text.replaceFirst("\\.(\\d{1,3})\\d*", ".$1"))
                .toInstant();
    }

    static boolean isWellFormed(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    /** Returns whether the text is a time of the calendar, without a leap second. */
    static boolean isRight(String text) {
        if (!isWellFormed(text)) {
            return false;
        }
        try {
            OffsetDateTime.parse(text.replaceFirst("\\.(\\d{1,9})\\d*", ".$1"));
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
