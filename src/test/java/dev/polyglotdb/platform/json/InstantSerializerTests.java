package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Whole milliseconds are written by hand, and as the JDK writes them. */
@Tag("fast")
class InstantSerializerTests {

    private static final DateTimeFormatter JDK =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, new InstantSerializer()))
            .build();

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    @Test
    void aTimeAtTheEdgeOfAYearADayOrASecondIsWrittenAsTheJdkWritesIt() {
        var years = IntStream.concat(
                IntStream.rangeClosed(1890, 2110), IntStream.of(-1, 0, 1, 4, 99, 100, 999, 1000, 9999, 10_000));

        years.mapToObj(year -> String.format(Locale.ROOT, year > 9999 ? "+%05d" : "%04d", year))
                .map(year -> year.startsWith("-") ? "-0001" : year)
                .flatMap(year -> Stream.of("-01-01", "-02-28", "-03-01", "-12-31")
                        .map(day -> Instant.parse(year + day + "T00:00:00Z")))
                .flatMap(midnight -> LongStream.of(-1, 0, 1, 999, 1_000, 59_999, 3_600_000, 86_399_999)
                        .mapToObj(midnight::plusMillis))
                .forEach(InstantSerializerTests::isWrittenAsTheJdkDoes);
    }

    @Test
    void soIsAnyTimeBetweenTheYears0And9999AndAroundThem() {
        var random = new Random(7);

        random.longs(100_000, FIRST.toEpochMilli() - 1_000_000_000, AFTER_LAST.toEpochMilli() + 1_000_000_000)
                .mapToObj(Instant::ofEpochMilli)
                .forEach(InstantSerializerTests::isWrittenAsTheJdkDoes);
    }

    @Test
    void aSmallerFractionIsWrittenToItsLastDigit() {
        var time = Instant.parse("2026-01-31T12:00:00.123Z");

        assertThat(written(time.plusNanos(1))).isEqualTo("2026-01-31T12:00:00.123000001Z");
        assertThat(written(time.plus(10, ChronoUnit.MICROS))).isEqualTo("2026-01-31T12:00:00.12301Z");
    }

    private static void isWrittenAsTheJdkDoes(Instant time) {
        assertThat(written(time)).isEqualTo(JDK.format(time));
    }

    private static String written(Instant time) {
        var json = JSON.writeValueAsString(time);
        return json.substring(1, json.length() - 1);
    }
}
