package dev.polyglotdb.activity;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.web.Cursor;
import dev.polyglotdb.web.FreeForm;
import dev.polyglotdb.web.Page;
import dev.polyglotdb.web.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ActivityServiceTests extends TimelineFixture {

    @Autowired
    private MarkedPartitions marks;

    @Test
    void anEventComesBackAsItWentIn() {
        var data = FreeForm.parse("{\"a.b\":[1,2.50,null,{\"$c\":\"ü\"}]}");
        var at = ago(Duration.ofMinutes(1)).plusNanos(123_456);
        var id = UUID.randomUUID();

        activity.record(user, List.of(new NewActivity("CART_ADDED", product, data, at, id.toString())));

        var stored = at.plusNanos(-123_456);
        assertThat(timeline()).containsExactly(new ActivityItem(id, null, "CART_ADDED", product, data, stored));
        assertThat(audience()).containsExactly(new ActivityItem(id, user, "CART_ADDED", product, data, stored));
    }

    @Test
    void aRepeatedEventIsInEachTimelineOnce() {
        var placed = event(user, "ORDER_PLACED", ago(Duration.ofDays(3)));

        IntStream.range(0, 3).forEach(repeat -> activity.append(Map.of(placed, List.of(product, product))));

        assertThat(timeline()).extracting(ActivityItem::eventId).containsExactly(placed.eventId());
        assertThat(audience()).extracting(ActivityItem::eventId).containsExactly(placed.eventId());
        assertThat(timeline().get(0).productId()).isNull();
        assertThat(audience().get(0).productId()).isEqualTo(product);
    }

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
    void aLateEventGetsWhatIsLeftOfTheRetention() {
        var age = Duration.ofDays(80);
        activity.record(user, List.of(viewed(product, ago(age))));

        var left = (int) properties.retention().minus(age).toSeconds();
        for (var table : List.of("activity_by_user WHERE user_id", "activity_by_product WHERE product_id")) {
            var owner = table.startsWith("activity_by_user") ? (Object) user : product;
            var ttl = query("SELECT TTL(type) FROM %s." + table + " = ? ALLOW FILTERING", owner)
                    .get(0)
                    .getInt(0);
            assertThat(ttl).isBetween(left - 30, left);
        }
    }

    @Test
    void aDayIsKnownAsLongAsItsLastEventCanLive() {
        activity.record(user, List.of(viewed(null, ago(Duration.ofHours(30))), viewed(null, ago(Duration.ofDays(60)))));

        var events = query("SELECT day, TTL(type) FROM %s.activity_by_user WHERE user_id = ? ALLOW FILTERING", user);
        var days = query("SELECT day, TTL(shards) FROM %s.activity_days_by_user WHERE user_id = ?", user);

        assertThat(days).hasSize(2);
        for (var event : events) {
            var mark = days.stream()
                    .filter(day -> day.getLocalDate(0).equals(event.getLocalDate(0)))
                    .findFirst()
                    .orElseThrow();
            assertThat(mark.getList(1, Integer.class)).allMatch(ttl -> ttl >= event.getInt(1));
        }
    }

    @Test
    void anEventBeyondTheRetentionIsNotWritten() {
        activity.append(
                Map.of(event(user, "ORDER_PLACED", ago(properties.retention().plusDays(1))), List.of(product)));

        assertThat(query("SELECT day FROM %s.activity_days_by_user WHERE user_id = ?", user))
                .isEmpty();
        assertThat(query("SELECT day FROM %s.activity_days_by_product WHERE product_id = ?", product))
                .isEmpty();
    }

    @Test
    void aBatchOfAThousandIsThereWhenItIsAcknowledged() {
        var now = ago(Duration.ZERO);
        var batch = IntStream.range(0, 1_000)
                .mapToObj(n -> viewed(product, now.minus(Duration.ofMinutes(n * 7L))))
                .toList();

        var ids = activity.record(user, batch);

        assertThat(ids)
                .extracting(UUID::toString)
                .containsExactlyElementsOf(
                        batch.stream().map(NewActivity::eventId).toList());
        assertThat(pages(100, request -> activity.ofUser(user, ActivityFilter.ALL, request)).stream()
                        .flatMap(List::stream)
                        .map(ActivityItem::eventId))
                .containsExactlyElementsOf(ids);
        assertThat(pages(100, request -> activity.ofProduct(product, ActivityFilter.ALL, request)).stream()
                        .flatMap(List::stream)
                        .map(ActivityItem::eventId))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void aHotProductsDayIsSplitEvenly() {
        var midnight = noon(1).minus(Duration.ofHours(12));
        activity.record(
                user,
                IntStream.range(0, 1_000)
                        .mapToObj(n -> viewed(product, midnight.plus(Duration.ofMinutes(n))))
                        .toList());

        var sizes = query(
                "SELECT shard, COUNT(*) FROM %s.activity_by_product WHERE product_id = ? GROUP BY product_id, day, shard ALLOW FILTERING",
                product);

        assertThat(sizes).hasSize(16).allMatch(row -> row.getLong(1) < 2 * 1_000 / 16);
        assertThat(audience())
                .extracting(ActivityItem::occurredAt)
                .isSortedAccordingTo(reverseOrder())
                .startsWith(midnight.plus(Duration.ofMinutes(999)))
                .endsWith(midnight.plus(Duration.ofMinutes(900)));
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

    @Test
    void manyEventsOfOneMomentAreFewWrites() {
        var now = ago(Duration.ZERO);
        var batch = IntStream.range(0, 1_000).mapToObj(n -> viewed(null, now)).toList();

        assertThat(statements.during(() -> activity.record(user, batch))).isLessThanOrEqualTo(1_000 / 50 + 1);
    }

    @Test
    void aDayIsNotedOnceUntilANodeGoesOrComes() {
        var noon = noon(1);
        var again = (Runnable) () -> activity.record(user, List.of(viewed(product, noon)));

        assertThat(statements.during(again)).isEqualTo(4);
        assertThat(statements.during(again)).isEqualTo(2);
        marks.forget();
        assertThat(statements.during(again)).isEqualTo(4);
    }

    @Test
    void aUserCannotReplaceAnEventOfTheSystems() {
        var placed = event(user, "ORDER_PLACED", ago(Duration.ofMinutes(5)));
        var forged = new NewActivity(
                "ZZZ",
                product,
                FreeForm.of(Map.of("zzz", 1)),
                placed.occurredAt(),
                placed.eventId().toString());

        activity.record(user, List.of(forged));
        activity.append(Map.of(placed, List.of(product)));
        activity.record(user, List.of(forged));

        assertThat(timeline()).containsExactly(ActivityItem.ofUser(placed));
        assertThat(audience()).containsExactly(ActivityItem.ofProduct(placed.about(product)));
    }

    @Test
    void oneUsersEventDoesNotReplaceAnothersOfTheSameId() {
        var one = viewed(product, ago(Duration.ofMinutes(5)));

        activity.record(user, List.of(one));
        activity.record(user - 1, List.of(one));

        assertThat(audience()).extracting(ActivityItem::userId).containsExactlyInAnyOrder(user, user - 1);
    }

    private static Comparator<NewActivity> byId() {
        return Comparator.comparing(activity -> String.valueOf(activity.eventId()));
    }

    private Instant noon(int daysAgo) {
        return ago(Duration.ofDays(daysAgo)).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
    }

    private static List<Instant> times(List<List<ActivityItem>> pages) {
        return pages.stream()
                .flatMap(List::stream)
                .map(ActivityItem::occurredAt)
                .toList();
    }

    private static List<List<ActivityItem>> pages(int limit, Function<PageRequest, Page<ActivityItem>> list) {
        var pages = new ArrayList<List<ActivityItem>>();
        @Nullable Cursor cursor = null;
        do {
            var page = list.apply(new PageRequest(limit, cursor));
            pages.add(page.items());
            cursor = page.nextCursor() == null ? null : cursor(page.nextCursor());
        } while (cursor != null);
        return pages;
    }

    private static Cursor cursor(String text) {
        return new Cursor(List.of(new String(Base64.getUrlDecoder().decode(text)).split("\n")));
    }
}
