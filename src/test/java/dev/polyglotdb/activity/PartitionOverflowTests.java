package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Where events are stored that do not fit in the partition of their day. */
@Order(3)
class PartitionOverflowTests extends FullPartitionFixture {

    @Test
    void eventsOverflowFromTheDayToTheMinuteAndThenToThePartsOfTheMinute() {
        var noon = noon(1);
        var batch = IntStream.range(0, 700)
                .mapToObj(n -> large(noon.plusMillis(n * 20L)))
                .toList();
        activity.record(user, batch);

        for (var table : List.of("activity_by_user WHERE user_id", "activity_by_product WHERE product_id")) {
            var owner = table.startsWith("activity_by_user") ? (Object) user : product;
            var sizes = query("SELECT minute, part, data FROM %s." + table + " = ? ALLOW FILTERING", owner);
            for (var minute : List.of(TimeBucket.WHOLE_DAY, TimeBucket.minuteOf(noon))) {
                assertThat(sizes.stream()
                                .filter(row -> row.getShort("minute") == minute && row.getByte("part") == 0)
                                .count())
                        .isBetween(5L, SHARE / 1_000L);
            }
            assertThat(sizes.stream().filter(row -> row.getByte("part") > 0).map(row -> row.getByte("part")))
                    .hasSizeGreaterThan(600);
            assertThat(sizes.stream().map(row -> row.getByte("part")).distinct().count())
                    .isGreaterThan(100);
        }
        assertReadWhole(batch);
    }

    @Test
    void anEventRepeatedAfterItsDayIsFullIsInTheTimelineOnce() {
        var first = large(noon(1));
        activity.record(user, List.of(first));
        fill(noon(1));

        activity.record(user, List.of(first));

        assertThat(query(
                        "SELECT minute FROM %s.activity_by_user WHERE user_id = ? AND event_id = ? ALLOW FILTERING",
                        user, UUID.fromString(first.eventId())))
                .hasSize(2);
        assertThat(pages(7, request -> activity.ofUser(user, ALL, request)).stream()
                        .flatMap(List::stream)
                        .map(item -> item.eventId().toString()))
                .doesNotHaveDuplicates()
                .contains(first.eventId());
    }

    private void assertReadWhole(List<NewActivity> batch) {
        var expected = batch.stream().map(NewActivity::eventId).toList();
        for (var limit : List.of(61, 100)) {
            assertThat(pages(limit, request -> activity.ofUser(user, ALL, request)).stream()
                            .flatMap(List::stream)
                            .map(item -> item.eventId().toString()))
                    .containsExactlyElementsOf(reversed(expected));
            assertThat(pages(limit, request -> activity.ofProduct(product, ALL, request)).stream()
                            .flatMap(List::stream)
                            .map(item -> item.eventId().toString()))
                    .containsExactlyElementsOf(reversed(expected));
        }
    }

    private static <T> List<T> reversed(List<T> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
