package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reserved events behave the same in every partition that can hold them. */
@Order(3)
class FullPartitionReservedEventsTests extends FullPartitionFixture {

    @Autowired
    private ReservedEvents events;

    @Test
    void aReservedEventReplacesAForgedOneInAnotherPartition() {
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
    void reservedEventsAreFoundOnceRepairedAndRemovedInEveryPartition() {
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

    /** Whoever compares partitions with marks must not count one mark against each part. */
    @Test
    void theManyPartsOfAMinuteAreToldApartFromWholePartitions() {
        activity.record(
                user, IntStream.range(0, 50).mapToObj(n -> huge(noon(1))).toList());
        var rows = query(
                "SELECT user_id, day, minute, part FROM %s.activity_by_user WHERE user_id = ? ALLOW FILTERING", user);
        assertThat(rows).extracting(row -> row.getByte("part")).doesNotContain((byte) 0);
        var divided = new PartitionFingerprints(false).ofRow(rows.get(0));

        var partitions = scanned();

        assertThat(partitions.stream().flatMap(page -> page.parts().stream()))
                .filteredOn(part -> part == divided)
                .hasSizeGreaterThan(1);
        assertThat(partitions.stream().flatMap(page -> page.dividedMarks().stream()))
                .containsOnlyOnce(divided);
        assertThat(partitions.stream().flatMap(page -> Stream.concat(page.whole().stream(), page.marks().stream())))
                .doesNotContain(divided);
    }

    @Test
    void noPartitionOfAUserLooksLikeOneOfAProduct() {
        activity.record(
                user, IntStream.range(0, 20).mapToObj(n -> large(noon(n))).toList());

        assertThat(query("SELECT * FROM %s.activity_by_user WHERE user_id = ? ALLOW FILTERING", user))
                .hasSize(20)
                .allMatch(row -> new PartitionFingerprints(false).ofRow(row) >= 0);
        assertThat(query("SELECT * FROM %s.activity_by_product WHERE product_id = ? ALLOW FILTERING", product))
                .hasSize(20)
                .allMatch(row -> new PartitionFingerprints(true).ofRow(row) < 0);
    }

    private List<ScannedPartitions> scanned() {
        var all = new ArrayList<ScannedPartitions>();
        for (@Nullable ScanPosition position = events.beginScan(); position != null; ) {
            var page = events.scan(position, 500);
            all.add(page.partitions());
            position = page.next();
        }
        return all;
    }

    @Test
    void aCopyStaysWhileTheOtherSaysSomethingElse() {
        var placed = event(user, "ORDER_PLACED", noon(1));
        activity.append(Map.of(placed, List.of(product)));
        fill(noon(1).plusSeconds(60));
        activity.append(Map.of(placed, List.of(product)));
        assertThat(copies()).hasSize(2);
        query("DELETE FROM %s.activity_slices_by_user WHERE user_id = ?", user);

        events.removeCopies(copies());

        assertThat(copies()).extracting(copy -> copy.stored().entry()).containsExactly(new TimelineEntry(placed, null));
        events.restore(List.of(new TimelineEntry(placed, null)));
        events.removeCopies(copies());
        assertThat(copies()).isEmpty();
        assertThat(events.lacking(TimelineEntry.of(placed, List.of(product)).toList()))
                .isEmpty();
    }

    private List<StoredEntry> stored() {
        return pages().stream().flatMap(page -> page.entries().stream()).toList();
    }

    private List<StoredCopy> copies() {
        return pages().stream().flatMap(page -> page.copies().stream()).toList();
    }

    private List<StoredPage> pages() {
        var all = new ArrayList<StoredPage>();
        for (@Nullable ScanPosition position = events.beginStored(); position != null; ) {
            var page =
                    events.stored(position, 500, found -> found.entry().event().userId() == user);
            all.add(page);
            position = page.next();
        }
        return all;
    }
}
