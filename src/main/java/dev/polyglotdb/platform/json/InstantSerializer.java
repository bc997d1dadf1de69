package dev.polyglotdb.platform.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes times in RFC 3339, in UTC, with at least milliseconds. */
final class InstantSerializer extends StdScalarSerializer<Instant> {

    private static final DateTimeFormatter RFC_3339_UTC = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 3, 9, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int SECONDS_OF_DAY = 86_400;

    /** The form of whole milliseconds in a year of four digits. */
    private static final String USUAL = "0000-00-00T00:00:00.000Z";

    private static final long FIRST_USUAL =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_USUAL = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    InstantSerializer() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
        if (isUsual(value)) {
            generator.writeString(usual(value), 0, USUAL.length());
        } else {
            generator.writeString(RFC_3339_UTC.format(value));
        }
    }

    private static boolean isUsual(Instant time) {
        return time.getNano() % NANOS_OF_MILLI == 0
                && time.getEpochSecond() >= FIRST_USUAL
                && time.getEpochSecond() <= LAST_USUAL;
    }

    /** Returns what the formatter does, in a fraction of its time: a list has dozens of times. */
    private static char[] usual(Instant time) {
        var date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), SECONDS_OF_DAY));
        var second = Math.floorMod(time.getEpochSecond(), SECONDS_OF_DAY);
        var text = USUAL.toCharArray();
        put(date.getYear(), text, 3);
        put(date.getMonthValue(), text, 6);
        put(date.getDayOfMonth(), text, 9);
        put(second / 3600, text, 12);
        put(second / 60 % 60, text, 15);
        put(second % 60, text, 18);
        put(time.getNano() / NANOS_OF_MILLI, text, 22);
        return text;
    }

    /** Writes the digits of a number. The zeros before it are there. */
    private static void put(int number, char[] text, int last) {
        var index = last;
        for (var rest = number; rest > 0; rest /= 10) {
            text[index--] = (char) ('0' + rest % 10);
        }
    }
}
