package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** How many statements Cassandra executes for one page. */
@Order(3)
class TimelineCostTests extends TimelineFixture {

    @Test
    void aRareTypeIsFoundOverShortPagesOfBoundedWork() {
        var now = ago(Duration.ofMinutes(1));
        for (var batch = 0; batch < 3; batch++) {
            var start = now.minus(Duration.ofHours(batch));
            activity.record(
                    user,
                    IntStream.range(0, 1_000)
                            .mapToObj(n -> viewed(null, start.minusMillis(n)))
                            .toList());
        }
        var rare = event(user, "RARE", now.minus(Duration.ofDays(2)));
        activity.append(Map.of(rare, List.of()));

        var pages = pages(20, request -> activity.ofUser(user, new ActivityFilter(null, null, "RARE"), request));

        assertThat(pages).hasSize(2);
        assertThat(pages.get(0)).isEmpty();
        assertThat(pages.get(1)).extracting(ActivityItem::eventId).containsExactly(rare.eventId());
    }

    @Test
    void aPageOfATypeLeavesTheDataOfAllOthersInCassandra() {
        var data = FreeForm.of(Map.of("text", "x".repeat(10_000)));
        for (var day = 1; day <= 12; day++) {
            var noon = noon(day);
            activity.record(
                    user,
                    IntStream.rangeClosed(0, 15)
                            .mapToObj(n -> new NewActivity(
                                    n == 0 ? "RARE" : "VIEWED", product, data, noon.plusSeconds(n), null))
                            .toList());
        }
        var rare = new ActivityFilter(null, null, "RARE");

        assertThat(statements.bytesDuring(
                        () -> assertThat(activity.ofUser(user, rare, first(2)).items())
                                .hasSize(2)
                                .allMatch(item -> item.data().equals(data) && product.equals(item.productId()))))
                .isBetween(2 * 10_000, 3 * 10_000);
        assertThat(statements.bytesDuring(() -> assertThat(
                                activity.ofProduct(product, rare, first(2)).items())
                        .hasSize(2)
                        .allMatch(item -> item.data().equals(data) && Objects.equals(item.userId(), user))))
                .isBetween(2 * 10_000, 3 * 10_000);
        assertThat(statements.bytesDuring(
                        () -> activity.ofUser(user, new ActivityFilter(null, null, "NONE"), FIRST_100)))
                .isLessThan(2 * 10_000);
        assertThat(statements.during(() -> activity.ofUser(user, rare, FIRST_100)))
                .as("the index, the days, and those days again in which an event was found")
                .isEqualTo(1 + 12 + 12);
    }

    @Test
    void aSparseTimelineTakesOneReadForItsDaysAndOneForEachEvent() {
        var days = List.of(1, 40, 85);
        activity.record(
                user,
                days.stream()
                        .map(day -> viewed(product, ago(Duration.ofDays(day))))
                        .toList());

        assertThat(statements.during(() -> assertThat(timeline()).hasSize(3))).isLessThanOrEqualTo(4);
        assertThat(statements.during(() -> assertThat(audience()).hasSize(3))).isLessThanOrEqualTo(4);
        assertThat(statements.during(() -> activity.ofUser(user - 1, ALL, FIRST_100)))
                .isEqualTo(1);
    }

    @Test
    void aPageOfABusyTimelineReadsOnlyItsFirstDay() {
        for (var day = 1; day < 60; day++) {
            var start = noon(day);
            activity.record(
                    user,
                    IntStream.range(0, 50)
                            .mapToObj(n -> viewed(null, start.minusSeconds(n)))
                            .toList());
        }

        assertThat(statements.during(() -> activity.ofUser(user, ALL, first(20))))
                .isLessThanOrEqualTo(1 + 4);
    }
}
