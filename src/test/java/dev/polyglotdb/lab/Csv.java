package dev.polyglotdb.lab;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The figures as CSV (RFC 4180): a line for each round. */
final class Csv {

    private Csv() {}

    static String of(List<Chapter> chapters) {
        return Stream.concat(
                        Stream.of("experiment,question,side,rows,what,unit,round,value\r\n"),
                        chapters.stream()
                                .flatMap(chapter -> chapter.notes().rows().stream()
                                        .flatMap(row ->
                                                lines(chapter.experiment().name(), row))))
                .collect(Collectors.joining());
    }

    private static Stream<String> lines(String experiment, Row row) {
        return IntStream.range(0, row.rounds().size())
                .mapToObj(round -> Stream.of(
                                experiment,
                                row.question(),
                                row.side(),
                                Long.toString(row.size()),
                                row.what(),
                                row.unit(),
                                Integer.toString(round + 1),
                                Double.toString(row.rounds().get(round)))
                        .map(Csv::quoted)
                        .collect(Collectors.joining(",", "", "\r\n")));
    }

    /** A spreadsheet takes what begins so for a formula. */
    private static String quoted(String value) {
        var harmless = value.matches("[=+@\\t\\r].*") ? "'" + value : value;
        return harmless.matches("[^\",\\r\\n]*") ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
