package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.activity.PlainEntry;
import dev.polyglotdb.platform.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The digests of a range agree if and only if its rows do. */
@Tag("fast")
class RangeDigestsTests {

    private static final long LAST = 1_000_000;

    /** A row of an order, as a store has it. */
    private record Row(long orderId, PlainEntry entry) {

        Row with(UnaryOperator<PlainEntry> change) {
            return new Row(orderId, change.apply(entry));
        }
    }

    private final Fingerprint fingerprint = new Fingerprint();

    @Test
    void theSameRowsInAnyOrderAgree() {
        var rows = rows(3_000);
        var shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(1));

        var digests = digests(rows, shuffled);

        assertThat(digests.differing().isEmpty()).isTrue();
        assertThat(digests.agreeingRows()).isEqualTo(rows.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 976, 977, 500_000, 999_999, LAST})
    void aDifferenceInAnySingleRangeIsFoundThereAndNowhereElse(long orderId) {
        var rows = LongStream.rangeClosed(1, LAST / 1_000)
                .map(n -> n * 1_000 - 1)
                .mapToObj(RangeDigestsTests::row)
                .toList();
        var more = Stream.concat(rows.stream(), Stream.of(row(orderId).with(entry -> entry("other", entry.userId()))))
                .toList();

        var differing = digests(rows, more).differing();

        assertThat(LongStream.rangeClosed(1, LAST).filter(differing::containsOrder))
                .hasSizeBetween(1, 1_000)
                .contains(orderId);
    }

    @Test
    void twoOrdersThatSwapTheirValuesDiffer() {
        var one = row(10);
        var other = row(11);
        var swapped = List.of(
                one.with(entry -> withData(entry, other.entry().text())),
                other.with(entry -> withData(entry, one.entry().text())));

        assertDiffers(List.of(one, other), swapped);
    }

    @Test
    void twoOrdersThatSwapTheirUsersDiffer() {
        assertDiffers(List.of(row(10, "lamp", 1), row(11, "lamp", 2)), List.of(row(10, "lamp", 2), row(11, "lamp", 1)));
    }

    @Test
    void aDoubledRowDiffersHoweverOftenItIsThere() {
        for (var times = 2; times < 70; times++) {
            assertDiffers(List.of(row(10)), Collections.nCopies(times, row(10)));
        }
    }

    @Test
    void aRowUnderAWrongUserOrProductDiffers() {
        assertDiffers(List.of(row(10, "lamp", 1)), List.of(row(10, "lamp", 2)));
        assertDiffers(List.of(row(10, "lamp", 1)), List.of(row(10, "desk", 1)));
        assertDiffers(List.of(row(10, "1", 11)), List.of(row(10, "11", 1)));
    }

    @Test
    void aRowOfTheUserIsNoneOfTheProduct() {
        var ofUser = new Row(10, entry(null, 1));

        assertDiffers(List.of(ofUser), List.of(row(10)));
    }

    @Test
    void aMissingRowAndAStrayOneDoNotMakeUpForEachOther() {
        assertDiffers(List.of(row(10), row(11)), List.of(row(10), row(12)));
    }

    @Test
    void digestsGoOnInAnotherProcess() {
        var rows = rows(2_000);
        var first = new RangeDigests(LAST);
        rows.subList(0, 700).forEach(row -> first.expect(row.orderId(), of(row)));
        rows.subList(300, 2_000).forEach(row -> first.find(row.orderId(), of(row)));

        var second = new RangeDigests(first.saved());
        assertThat(second.differing().isEmpty()).isFalse();
        rows.subList(700, 2_000).forEach(row -> second.expect(row.orderId(), of(row)));
        rows.subList(0, 300).forEach(row -> second.find(row.orderId(), of(row)));

        assertThat(second.differing().isEmpty()).isTrue();
        assertThat(second.agreeingRows()).isEqualTo(2_000);
    }

    @Test
    void idsBeyondTheLastAndBelowTheFirstHaveARangeToo() {
        assertDiffers(List.of(), List.of(row(Long.MAX_VALUE)));
        assertDiffers(List.of(), List.of(row(-5)));
        assertDiffers(List.of(), List.of(row(0)));
    }

    @Test
    void theIdsOfDifferingRangesAreGoneThroughWithoutGaps() {
        var digests = digests(List.of(), List.of(row(-1), row(500_000), row(LAST + 7)));
        var found = new ArrayList<OrderRanges.Ids>();
        for (var ids = digests.differing().after(-1);
                ids != null;
                ids = digests.differing().after(ids.last())) {
            found.add(ids);
        }

        assertThat(found).hasSize(3);
        assertThat(found.get(0).first()).isZero();
        assertThat(found.get(1).first()).isLessThanOrEqualTo(500_000);
        assertThat(found.get(1).last()).isGreaterThanOrEqualTo(500_000);
        assertThat(found.get(2).last()).isEqualTo(Long.MAX_VALUE);
        assertThat(digests.differing().after(499_999))
                .isEqualTo(new OrderRanges.Ids(500_000, found.get(1).last()));
    }

    private void assertDiffers(List<Row> expected, List<Row> found) {
        assertThat(digests(expected, found).differing().isEmpty()).isFalse();
    }

    private RangeDigests digests(List<Row> expected, List<Row> found) {
        var digests = new RangeDigests(LAST);
        expected.forEach(row -> digests.expect(row.orderId(), of(row)));
        found.forEach(row -> digests.find(row.orderId(), of(row)));
        return digests;
    }

    private long of(Row row) {
        return row.entry().fingerprint(fingerprint);
    }

    private static List<Row> rows(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(RangeDigestsTests::row).toList();
    }

    private static Row row(long orderId) {
        return row(orderId, "lamp", 7);
    }

    private static Row row(long orderId, String product, long user) {
        var entry = new PlainEntry(
                product,
                user,
                Instant.EPOCH,
                new UUID(1, orderId),
                "ORDER_PLACED",
                product,
                "{\"orderId\":" + orderId + "}");
        return new Row(orderId, entry);
    }

    private static PlainEntry entry(@Nullable String product, long user) {
        return new PlainEntry(product, user, Instant.EPOCH, new UUID(1, 2), "ORDER_PLACED", product, "{}");
    }

    private static PlainEntry withData(PlainEntry entry, String data) {
        return new PlainEntry(
                entry.product(),
                entry.userId(),
                entry.occurredAt(),
                entry.eventId(),
                entry.type(),
                entry.productId(),
                data);
    }
}
