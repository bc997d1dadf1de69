package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.web.FreeForm;
import dev.polyglotdb.web.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineReaderTests extends TimelineFixture {

    @Test
    void theNewestComeFirstAcrossDays() {
        var times = IntStream.range(0, 80)
                .mapToObj(n -> ago(Duration.ofHours(n * 26L).plusMillis(n)))
                .toList();
        activity.record(
                user,
                times.stream().map(at -> viewed(product, at)).sorted(byId()).toList());

        assertThat(timeline()).extracting(ActivityItem::occurredAt).containsExactlyElementsOf(times);
        assertThat(audience()).extracting(ActivityItem::occurredAt).containsExactlyElementsOf(times);
    }

    @Test
    void pagesHaveNeitherGapsNorDuplicatesAtEqualTimes() {
        var sameTime = ago(Duration.ofHours(1));
        var sameId = UUID.randomUUID();
        var users = IntStream.range(0, 30).mapToObj(n -> user - n - 1).toList();
        users.forEach(someone -> activity.append(Map.of(
                new ActivityEvent(sameId, someone, "ORDER_PLACED", null, FreeForm.EMPTY, sameTime), List.of(product))));
        activity.record(
                user,
                IntStream.range(0, 70).mapToObj(n -> viewed(product, sameTime)).toList());

        var pages = pages(7, request -> activity.ofProduct(product, ActivityFilter.ALL, request));
        var own = pages(9, request -> activity.ofUser(user, ActivityFilter.ALL, request));

        assertThat(pages).hasSize(15);
        assertThat(pages.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(100);
        assertThat(own.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(70);
    }

    @Test
    void eventsOfOneMomentAreSortedAsCassandraDoes() {
        var at = ago(Duration.ofHours(1));
        var random = new Random(3);
        var ids = Stream.concat(
                        Stream.of(new UUID(0, 0), new UUID(-1, -1)),
                        IntStream.range(0, 300).mapToObj(n -> new UUID(random.nextLong(), random.nextLong())))
                .toList();
        activity.record(
                user,
                ids.stream()
                        .map(id -> new NewActivity("A", null, null, at, id.toString()))
                        .toList());

        var stored = query("SELECT event_id FROM %s.activity_by_user WHERE user_id = ? ALLOW FILTERING", user);

        assertThat(stored)
                .extracting(row -> row.getUuid(0))
                .containsExactlyElementsOf(ids.stream()
                        .sorted(Comparator.comparing(id -> new Position(at, id, user)))
                        .toList());
    }

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

    @Test
    void timesBeyondAllTimeAreAnsweredToo() {
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
    void aTypeIsFilteredFromManyEventsOfADayInOrder() {
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
    void aSparseTimelineTakesOneReadForItsDaysAndOneForEachEvent() {
        var days = List.of(1, 40, 85);
        activity.record(
                user,
                days.stream()
                        .map(day -> viewed(product, ago(Duration.ofDays(day))))
                        .toList());

        assertThat(statements.during(() -> assertThat(timeline()).hasSize(3))).isLessThanOrEqualTo(4);
        assertThat(statements.during(() -> assertThat(audience()).hasSize(3))).isLessThanOrEqualTo(4);
        assertThat(statements.during(() -> activity.ofUser(user - 1, ActivityFilter.ALL, FIRST_100)))
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

        assertThat(statements.during(() -> activity.ofUser(user, ActivityFilter.ALL, new PageRequest(20, null))))
                .isLessThanOrEqualTo(1 + 4);
    }

    private static Comparator<NewActivity> byId() {
        return Comparator.comparing(activity -> String.valueOf(activity.eventId()));
    }

    private static List<Instant> times(List<List<ActivityItem>> pages) {
        return pages.stream()
                .flatMap(List::stream)
                .map(ActivityItem::occurredAt)
                .toList();
    }
}
