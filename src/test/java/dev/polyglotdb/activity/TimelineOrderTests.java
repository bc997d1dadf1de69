package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The newest event comes first, and each event is on exactly one page. */
@Order(3)
class TimelineOrderTests extends TimelineFixture {

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

        var pages = pages(7, request -> activity.ofProduct(product, ALL, request));
        var own = pages(9, request -> activity.ofUser(user, ALL, request));

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
                        .sorted(Comparator.comparing(id -> new TimelinePosition(at, id, user)))
                        .toList());
    }

    private static Comparator<NewActivity> byId() {
        return Comparator.comparing(activity -> String.valueOf(activity.eventId()));
    }
}
