package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.web.FreeForm;
import dev.polyglotdb.web.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What becomes of timelines that are too busy for a partition a day, with partitions that are full after a few events. */
@TestPropertySource(properties = "polyglot.activity.partition-share=10KB")
class FullPartitionTests extends TimelineFixture {

    private static final int SHARE = 10 << 10;
    private static final FreeForm KILOBYTE = FreeForm.of(Map.of("text", "x".repeat(1_000)));

    @Autowired
    private SystemEvents events;

    @Test
    void whatHasNoRoomInADayGoesToItsMinuteAndThenToThePartsOfTheMinute() {
        var noon = noon(1);
        var batch = IntStream.range(0, 700)
                .mapToObj(n -> large(noon.plusMillis(n * 20L)))
                .toList();
        activity.record(user, batch);

        for (var table : List.of("activity_by_user WHERE user_id", "activity_by_product WHERE product_id")) {
            var owner = table.startsWith("activity_by_user") ? (Object) user : product;
            var sizes = query("SELECT minute, part, data FROM %s." + table + " = ? ALLOW FILTERING", owner);
            for (var minute : List.of(Slice.WHOLE_DAY, Slice.minuteOf(noon))) {
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
    void aPageOfAFullMinuteReadsItsPartsAndNoOtherMinute() {
        var noon = noon(1);
        for (var minute = 0; minute < 10; minute++) {
            var start = noon.plus(Duration.ofMinutes(minute));
            activity.record(
                    user,
                    IntStream.range(0, 100)
                            .mapToObj(n -> large(start.plusMillis(n)))
                            .toList());
        }

        assertThat(statements.during(() -> activity.ofUser(user, ActivityFilter.ALL, new PageRequest(20, null))))
                .isLessThanOrEqualTo(1 + 2 * (2 + Slice.PARTS));
        assertThat(statements.during(() -> activity.ofProduct(product, ActivityFilter.ALL, FIRST_100)))
                .isLessThanOrEqualTo(1 + 3 * (2 + Slice.PARTS));
    }

    @Test
    void anEventThatIsRepeatedWhenItsDayIsFullIsInTheTimelineOnce() {
        var first = large(noon(1));
        activity.record(user, List.of(first));
        fill(noon(1));

        activity.record(user, List.of(first));

        assertThat(query(
                        "SELECT minute FROM %s.activity_by_user WHERE user_id = ? AND event_id = ? ALLOW FILTERING",
                        user, UUID.fromString(first.eventId())))
                .hasSize(2);
        assertThat(pages(7, request -> activity.ofUser(user, ActivityFilter.ALL, request)).stream()
                        .flatMap(List::stream)
                        .map(item -> item.eventId().toString()))
                .doesNotHaveDuplicates()
                .contains(first.eventId());
    }

    @Test
    void theSystemsEventPrevailsInWhicheverPartitionItIs() {
        var placed = event(user, "ORDER_PLACED", noon(1));
        activity.record(
                user,
                List.of(new NewActivity(
                        "A", product, null, noon(1), placed.eventId().toString())));
        fill(noon(1).plusSeconds(60));
        activity.append(Map.of(placed, List.of(product)));

        assertThat(timeline())
                .contains(ActivityItem.ofUser(placed))
                .noneMatch(item -> item.type().equals("A"));
        assertThat(audience()).contains(ActivityItem.ofProduct(placed.about(product)));
    }

    @Test
    void theSystemsEventsAreFoundOnceMendedAndRemovedWhereverTheyAre() {
        var placed = event(user, "ORDER_PLACED", noon(1));
        var entries = TimelineEntry.of(placed, List.of(product)).toList();
        activity.append(Map.of(placed, List.of(product)));
        fill(noon(1).plusSeconds(60));
        activity.append(Map.of(placed, List.of(product)));
        var late = event(user, "ORDER_CANCELLED", noon(1).plusMillis(1));
        var lateEntry = new TimelineEntry(late, null);
        activity.append(Map.of(late, List.of()));

        assertThat(events.lacking(entries)).isEmpty();
        assertThat(stored())
                .extracting(found -> found.entry().event().type())
                .containsExactlyInAnyOrder("ORDER_PLACED", "ORDER_PLACED", "ORDER_CANCELLED");

        query("DELETE FROM %s.activity_slices_by_user WHERE user_id = ?", user);
        assertThat(events.lacking(entries)).containsExactly(entries.get(0));
        assertThat(events.lacking(List.of(lateEntry))).containsExactly(lateEntry);
        events.restore(List.of(entries.get(0), lateEntry));
        assertThat(events.lacking(entries)).isEmpty();
        assertThat(events.lacking(List.of(lateEntry))).isEmpty();

        events.remove(stored());
        events.remove(stored());
        assertThat(stored()).isEmpty();
        assertThat(events.exists(entries.get(0))).isFalse();
        assertThat(events.exists(entries.get(1))).isFalse();
        assertThat(events.exists(lateEntry)).isFalse();
    }

    @Test
    void pagesHaveNeitherGapsNorDuplicatesWhileOthersWrite() {
        var noon = noon(1);
        var random = new Random(7);
        var before = IntStream.range(0, 400)
                .mapToObj(n -> large(noon.plusMillis(random.nextInt(400_000))))
                .toList();
        activity.record(user, before);
        var done = new AtomicBoolean();
        var writer = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                activity.record(
                        user,
                        IntStream.range(0, 20)
                                .mapToObj(n -> large(noon.plusMillis(random.nextInt(400_000))))
                                .toList());
            }
        });

        var seen = pages(23, request -> activity.ofUser(user, ActivityFilter.ALL, request)).stream()
                .flatMap(List::stream)
                .toList();
        done.set(true);
        writer.join();

        assertThat(seen).extracting(ActivityItem::eventId).doesNotHaveDuplicates();
        assertThat(seen)
                .extracting(item -> item.eventId().toString())
                .containsAll(before.stream().map(NewActivity::eventId).toList());
        assertThat(seen).extracting(FullPartitionTests::position).isSorted();
    }

    @Test
    void anyFilterAndAnyPageSizeGiveWhatAPlainListWould() {
        var random = new Random(42);
        var start = noon(4);
        var all = new ArrayList<ActivityItem>();
        for (var batch = 0; batch < 12; batch++) {
            var commands = IntStream.range(0, 40)
                    .mapToObj(n -> someEvent(random, start))
                    .toList();
            activity.record(user, commands);
            commands.forEach(command -> all.add(item(command)));
        }
        all.sort((one, other) -> position(one).compareTo(position(other)));

        for (var run = 0; run < 25; run++) {
            var one = start.plusMillis(random.nextInt(4 * 86_400) * 1_000L);
            var other = start.plusMillis(random.nextInt(4 * 86_400) * 1_000L);
            var from = one.isBefore(other) ? one : other;
            var to = one.isBefore(other) ? other : one;
            var filter = new ActivityFilter(
                    random.nextBoolean() ? from : null,
                    random.nextBoolean() ? to : null,
                    random.nextBoolean() ? "RED" : null);
            var limit = 1 + random.nextInt(100);
            var read = pages(Math.max(limit, 5), request -> activity.ofUser(user, filter, request)).stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(read)
                    .as("%s by %d", filter, limit)
                    .containsExactlyElementsOf(all.stream()
                            .filter(item ->
                                    filter.from() == null || !item.occurredAt().isBefore(filter.from()))
                            .filter(item ->
                                    filter.to() == null || item.occurredAt().isBefore(filter.to()))
                            .filter(item ->
                                    filter.type() == null || filter.type().equals(item.type()))
                            .toList());
        }
    }

    /** In few minutes of few days and at few moments of these, some of it large enough to fill a partition. */
    private NewActivity someEvent(Random random, Instant start) {
        var at = start.plus(Duration.ofHours(random.nextInt(4) * 24L + random.nextInt(3)))
                .plusMillis(random.nextInt(3) * 30_000L + random.nextInt(10));
        return new NewActivity(
                random.nextInt(4) == 0 ? "RED" : "BLUE",
                product,
                random.nextBoolean() ? KILOBYTE : FreeForm.EMPTY,
                at,
                new UUID(random.nextLong(), random.nextLong()).toString());
    }

    private static ActivityItem item(NewActivity command) {
        return ActivityItem.ofUser(command.toEvent(1, Instant.EPOCH));
    }

    private static Position position(ActivityItem item) {
        return new Position(item.occurredAt(), item.eventId(), 1);
    }

    private NewActivity large(Instant at) {
        return new NewActivity(
                "VIEWED", product, KILOBYTE, at, UUID.randomUUID().toString());
    }

    private void fill(Instant at) {
        activity.record(
                user,
                IntStream.range(0, 20).mapToObj(n -> large(at.plusMillis(n))).toList());
    }

    private void assertReadWhole(List<NewActivity> batch) {
        var expected = batch.stream().map(NewActivity::eventId).toList();
        for (var limit : List.of(13, 100)) {
            assertThat(pages(limit, request -> activity.ofUser(user, ActivityFilter.ALL, request)).stream()
                            .flatMap(List::stream)
                            .map(item -> item.eventId().toString()))
                    .containsExactlyElementsOf(reversed(expected));
            assertThat(pages(limit, request -> activity.ofProduct(product, ActivityFilter.ALL, request)).stream()
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

    private List<StoredEntry> stored() {
        var all = new ArrayList<StoredEntry>();
        events.forEach(some -> some.stream()
                .filter(found -> found.entry().event().userId() == user)
                .forEach(all::add));
        return all;
    }
}
