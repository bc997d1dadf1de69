package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Timelines restricted to a period or to one type of event. */
@Order(3)
class TimelineFilterTests extends TimelineFixture {

    @Test
    void fromIsInclusiveAndToExclusive() {
        var first = ago(Duration.ofDays(2));
        var times = IntStream.range(0, 5).mapToObj(n -> first.plusMillis(n)).toList();
        activity.record(user, times.stream().map(at -> viewed(null, at)).toList());

        var filter = new ActivityFilter(times.get(1), times.get(3), null);

        assertThat(activity.ofUser(user, filter, FIRST_100).items())
                .extracting(ActivityItem::occurredAt)
                .containsExactly(times.get(2), times.get(1));
    }

    /** The least id there can be is where the time itself begins. */
    @Test
    void toExcludesAnEventOfThatTimeWhateverItsId() {
        var noon = noon(1);
        var least = new UUID(0, 0).toString();
        activity.record(user, List.of(new NewActivity("VIEWED", product, null, noon, least)));

        var before = new ActivityFilter(null, noon, null);

        assertThat(activity.ofUser(user, before, FIRST_100).items()).isEmpty();
        assertThat(activity.ofProduct(product, before, FIRST_100).items()).isEmpty();
        assertThat(timeline()).hasSize(1);
    }

    @Test
    void timesBeyondTheRangeOfCassandraAreAccepted() {
        activity.record(user, List.of(viewed(null, ago(Duration.ofDays(1)))));

        assertThat(activity.ofUser(user, new ActivityFilter(Instant.MIN, Instant.MAX, null), FIRST_100)
                        .items())
                .hasSize(1);
        assertThat(activity.ofUser(user, new ActivityFilter(Instant.MAX, null, null), FIRST_100)
                        .items())
                .isEmpty();
        assertThat(activity.ofUser(user, new ActivityFilter(null, Instant.MIN, null), FIRST_100)
                        .items())
                .isEmpty();
    }

    @Test
    void onlyEventsOfTheTypeAreListed() {
        var now = ago(Duration.ZERO);
        IntStream.range(0, 40)
                .mapToObj(n -> event(user, n % 4 == 0 ? "ORDER_PLACED" : "VIEWED", now.minus(Duration.ofHours(n * 5L))))
                .forEach(event -> activity.append(Map.of(event, List.of())));

        var pages = pages(4, request -> activity.ofUser(user, new ActivityFilter(null, null, "ORDER_PLACED"), request));

        assertThat(pages).hasSize(3);
        assertThat(pages.stream().flatMap(List::stream))
                .hasSize(10)
                .allMatch(item -> item.type().equals("ORDER_PLACED"));
    }

    @Test
    void eventsOfATypeAreListedInOrderAmongManyOthersOfADay() {
        var noon = noon(1);
        for (var batch = 0; batch < 3; batch++) {
            var start = noon.plusSeconds(batch * 1_000L);
            activity.record(
                    user,
                    IntStream.range(0, 1_000)
                            .mapToObj(n -> new NewActivity(
                                    n % 10 == 0 ? "TENTH" : "VIEWED", product, null, start.plusSeconds(n), null))
                            .toList());
        }
        var filter = new ActivityFilter(null, null, "TENTH");
        var expected = IntStream.range(0, 300)
                .mapToObj(n -> noon.plusSeconds(2_990 - n * 10))
                .toList();

        assertThat(times(pages(100, request -> activity.ofUser(user, filter, request))))
                .isEqualTo(expected);
        assertThat(times(pages(100, request -> activity.ofProduct(product, filter, request))))
                .isEqualTo(expected);
    }

    @Test
    void aTypeIsFoundBehindManyEventsOfTheSameMinute() {
        var noon = noon(1);
        activity.record(
                user,
                IntStream.range(0, 1_000)
                        .mapToObj(
                                n -> new NewActivity(n == 0 ? "FIRST" : "VIEWED", null, null, noon.plusMillis(n), null))
                        .toList());

        var page = activity.ofUser(user, new ActivityFilter(null, null, "FIRST"), FIRST_100);

        assertThat(page.items()).extracting(ActivityItem::occurredAt).containsExactly(noon);
        assertThat(page.nextCursor()).isNull();
    }

    private static List<Instant> times(List<List<ActivityItem>> pages) {
        return pages.stream()
                .flatMap(List::stream)
                .map(ActivityItem::occurredAt)
                .toList();
    }
}
