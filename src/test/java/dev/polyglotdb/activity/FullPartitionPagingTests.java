package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.testing.Meanwhile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A timeline that spans many partitions reads as if it were stored in one. */
@Order(3)
class FullPartitionPagingTests extends FullPartitionFixture {

    private static final int FEW = 40;

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

        assertThat(statements.during(() -> activity.ofUser(user, ALL, first(20))))
                .isLessThanOrEqualTo(1 + 2 * (2 + TimeBucket.PARTS));
        assertThat(statements.during(() -> activity.ofProduct(product, ALL, FIRST_100)))
                .isLessThanOrEqualTo(1 + 3 * (2 + TimeBucket.PARTS));
    }

    @Test
    void aPageLeavesMostOfManyDividedMinutesToTheNext() {
        var minutes = 12;
        var events = IntStream.range(0, minutes)
                .mapToObj(minute -> huge(noon(1).plus(Duration.ofMinutes(minute))))
                .toList();
        activity.record(user, events);
        var rare = new NewActivity("RARE", product, null, noon(2), null);
        var rareId = activity.record(user, List.of(rare)).get(0);
        var ofMinute = 2 + TimeBucket.PARTS;
        var filter = new ActivityFilter(null, null, "RARE");

        assertThat(statements.during(() -> activity.ofUser(user, filter, FIRST_100)))
                .isLessThanOrEqualTo(1 + TimelineReader.MAX_READ + ofMinute);
        assertThat(statements.during(() -> activity.ofProduct(product, filter, FIRST_100)))
                .isLessThanOrEqualTo(1 + TimelineReader.MAX_READ + ofMinute);
        assertThat(statements.during(() -> assertThat(ids(100, request -> activity.ofUser(user, filter, request)))
                        .containsExactly(rareId)))
                .as("no minute is read twice")
                .isLessThanOrEqualTo(minutes * ofMinute + 10);
        assertThat(ids(100, request -> activity.ofProduct(product, filter, request)))
                .containsExactly(rareId);
        var all = ids(7, request -> activity.ofUser(user, ALL, request));
        assertThat(all).hasSize(minutes + 1).isEqualTo(ids(100, request -> activity.ofProduct(product, ALL, request)));
        assertThat(all.get(minutes)).isEqualTo(rareId);
    }

    @Test
    void pagesHaveNeitherGapsNorDuplicatesWhileOthersWrite() {
        var noon = noon(1);
        var random = new Random(7);
        var before = IntStream.range(0, 400)
                .mapToObj(n -> large(noon.plusMillis(random.nextInt(400_000))))
                .toList();
        activity.record(user, before);
        List<ActivityItem> seen;
        try (var others = Meanwhile.repeat(() -> activity.record(
                user,
                IntStream.range(0, 20)
                        .mapToObj(n -> large(noon.plusMillis(random.nextInt(400_000))))
                        .toList()))) {
            seen = pages(23, request -> activity.ofUser(user, ALL, request)).stream()
                    .flatMap(List::stream)
                    .toList();
        }

        assertThat(seen).extracting(ActivityItem::eventId).doesNotHaveDuplicates();
        assertThat(seen)
                .extracting(item -> item.eventId().toString())
                .containsAll(before.stream().map(NewActivity::eventId).toList());
        assertThat(seen).extracting(FullPartitionPagingTests::position).isSorted();
    }

    @Test
    void anyFilterAndAnyPageSizeGiveWhatAPlainListWould() {
        var random = new Random(42);
        var start = noon(4);
        var all = new ArrayList<ActivityItem>();
        for (var batch = 0; batch < 8; batch++) {
            var commands = IntStream.range(0, 40)
                    .mapToObj(n -> someEvent(random, start))
                    .toList();
            activity.record(user, commands);
            commands.forEach(command -> all.add(item(command)));
        }
        all.sort((one, other) -> position(one).compareTo(position(other)));

        var cut = 0;
        for (var run = 0; run < 25; run++) {
            // A page reads all parts of a minute, however small it is. So the smallest pages are of few events.
            var smallest = run < 4;
            var limit = smallest ? 1 + run : 5 + random.nextInt(96);
            var filter = smallest ? aFewOf(all, run % 2 == 0 ? null : "RED", random) : anyFilter(all, random);
            var wanted = all.stream()
                    .filter(item -> filter.from() == null || !item.occurredAt().isBefore(filter.from()))
                    .filter(item -> filter.to() == null || item.occurredAt().isBefore(filter.to()))
                    .filter(item -> filter.type() == null || filter.type().equals(item.type()))
                    .map(ActivityItem::eventId)
                    .toList();
            cut += wanted.isEmpty() || wanted.size() == all.size() ? 0 : 1;

            assertThat(ids(limit, request -> activity.ofUser(user, filter, request)))
                    .as("%s by %d", filter, limit)
                    .containsExactlyElementsOf(wanted);
            assertThat(ids(limit, request -> activity.ofProduct(product, filter, request)))
                    .as("of the product, %s by %d", filter, limit)
                    .containsExactlyElementsOf(wanted);
        }
        assertThat(cut).as("runs whose filter divides the events").isGreaterThan(15);
    }

    /** Returns a filter for about {@link #FEW} events in the middle, where a day ends, or for some of them. */
    private static ActivityFilter aFewOf(List<ActivityItem> all, @Nullable String type, Random random) {
        var latest = all.size() / 2 - random.nextInt(FEW);
        return new ActivityFilter(about(all.get(latest + FEW), random), about(all.get(latest), random), type);
    }

    private static ActivityFilter anyFilter(List<ActivityItem> all, Random random) {
        var one = about(all.get(random.nextInt(all.size())), random);
        var other = about(all.get(random.nextInt(all.size())), random);
        var from = one.isBefore(other) ? one : other;
        var to = one.isBefore(other) ? other : one;
        return new ActivityFilter(
                random.nextBoolean() ? from : null,
                random.nextBoolean() ? to : null,
                random.nextBoolean() ? "RED" : null);
    }

    /** Returns a bound that the event meets, or just misses. */
    private static Instant about(ActivityItem event, Random random) {
        return event.occurredAt().plusMillis(random.nextInt(3) - 1);
    }

    private static List<UUID> ids(int limit, Function<PageRequest, Page<ActivityItem>> list) {
        return pages(limit, list).stream()
                .flatMap(List::stream)
                .map(ActivityItem::eventId)
                .toList();
    }

    /** Chooses from few days, few minutes and few instants. Some events are large enough to fill a partition. */
    private NewActivity someEvent(Random random, Instant start) {
        var at = start.plus(Duration.ofHours(random.nextInt(4) * 24L + random.nextInt(2)))
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

    private static TimelinePosition position(ActivityItem item) {
        return new TimelinePosition(item.occurredAt(), item.eventId(), 1);
    }
}
