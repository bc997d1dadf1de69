package dev.polyglotdb.lab.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class SearchesTests {

    static Stream<List<Search>> lists() {
        return Stream.of(Searches.BY_ATTRIBUTES, Searches.BY_WORDS, Searches.WITH_FACETS);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyClientAsksEverySearchEquallyOften(List<Search> searches) {
        assertThat(IntStream.range(0, CatalogSides.CLIENTS))
                .allSatisfy(
                        thread -> assertThat(calls(thread, searches)).containsExactlyInAnyOrderElementsOf(searches));
    }

    /** Returns the first calls of a client, as many as there are searches. */
    private static Stream<Search> calls(int thread, List<Search> searches) {
        return LongStream.range(0, searches.size())
                .map(call -> thread + call * CatalogSides.CLIENTS)
                .mapToObj(i -> Searches.each(searches, thread, i));
    }
}
