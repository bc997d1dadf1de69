package dev.polyglotdb.platform.apidocs;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A documented path with its operations.
 *
 * @param segments those of {@code /users/{id}} are nothing, {@code users} and {@code {id}}
 */
record PathItem(List<String> segments, List<Operation> operations) {

    /** Returns the paths of these operations, those with the fewest parameters first. */
    static List<PathItem> all(List<Operation> operations) {
        return operations.stream()
                .collect(groupingBy(Operation::template, LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(path -> new PathItem(segments(path.getKey()), path.getValue()))
                .sorted(comparingInt(PathItem::parameters))
                .toList();
    }

    static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private int parameters() {
        return (int) segments.stream().filter(PathItem::isParameter).count();
    }

    boolean matches(List<String> asked) {
        return segments.size() == asked.size()
                && IntStream.range(0, segments.size())
                        .allMatch(i ->
                                isParameter(segments.get(i)) || segments.get(i).equals(asked.get(i)));
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
