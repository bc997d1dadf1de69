package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Order(3)
class ActivityServiceTests extends TimelineFixture {

    @Autowired
    private MarkedPartitions markedPartitions;

    @Test
    void anEventIsReturnedAsItWasRecorded() {
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
    void aLateEventGetsTheRemainingRetention() {
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
    void theRetentionIsSome30WindowsOfCompaction() {
        var tables = query("SELECT table_name, compaction, gc_grace_seconds FROM system_schema.tables"
                + " WHERE keyspace_name = '%s'");

        assertThat(tables)
                .filteredOn(table -> table.getString(0).startsWith("activity_"))
                .hasSize(5)
                .allSatisfy(table -> {
                    assertThat(table.getMap(1, String.class, String.class))
                            .containsEntry("compaction_window_unit", "DAYS")
                            .containsEntry("compaction_window_size", "3");
                    assertThat(table.getInt(2)).isEqualTo(86_400);
                });
    }

    @Test
    void anEventBeyondTheRetentionIsNotWritten() {
        activity.append(
                Map.of(event(user, "ORDER_PLACED", ago(properties.retention().plusDays(1))), List.of(product)));

        assertThat(query("SELECT day FROM %s.activity_slices_by_user WHERE user_id = ?", user))
                .isEmpty();
        assertThat(query("SELECT day FROM %s.activity_slices_by_product WHERE product_id = ?", product))
                .isEmpty();
    }

    @Test
    void aBatchOfAThousandEventsIsReadableOnceItIsAcknowledged() {
        var now = ago(Duration.ZERO);
        var batch = IntStream.range(0, 1_000)
                .mapToObj(n -> viewed(product, now.minus(Duration.ofMinutes(n * 7L))))
                .toList();

        var ids = activity.record(user, batch);

        assertThat(ids)
                .extracting(UUID::toString)
                .containsExactlyElementsOf(
                        batch.stream().map(NewActivity::eventId).toList());
        assertThat(pages(100, request -> activity.ofUser(user, ALL, request)).stream()
                        .flatMap(List::stream)
                        .map(ActivityItem::eventId))
                .containsExactlyElementsOf(ids);
        assertThat(pages(100, request -> activity.ofProduct(product, ALL, request)).stream()
                        .flatMap(List::stream)
                        .map(ActivityItem::eventId))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void simultaneousEventsAreWrittenInFewStatements() {
        var now = ago(Duration.ZERO);
        var fresh = IntStream.range(0, 1_000)
                .mapToObj(n -> new NewActivity("VIEWED", null, null, now, null))
                .toList();
        var named = IntStream.range(0, 1_000).mapToObj(n -> viewed(null, now)).toList();

        assertThat(statements.during(() -> activity.record(user, fresh))).isLessThanOrEqualTo(1_000 / 50 + 1);
        // Claims are in 16 partitions, each with 60 events on average, which are three statements in each of two steps.
        assertThat(statements.during(() -> activity.record(user - 1, named)))
                .isLessThanOrEqualTo(1_000 / 50 + 1 + 16 * 2 * 3);
    }

    @Test
    void aDayIsMarkedOnceUntilTheClusterChanges() {
        var noon = noon(1);
        var again =
                (Runnable) () -> activity.record(user, List.of(new NewActivity("VIEWED", product, null, noon, null)));

        // Otherwise the minute for which marks are remembered could end between the first two.
        markedPartitions.forget();
        assertThat(statements.during(again)).isEqualTo(4);
        assertThat(statements.during(again)).isEqualTo(2);
        markedPartitions.forget();
        assertThat(statements.during(again)).isEqualTo(4);
    }

    @Test
    void aUserCannotReplaceAReservedEvent() {
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
    void anEventDoesNotReplaceAnotherUsersEventWithTheSameId() {
        var one = viewed(product, ago(Duration.ofMinutes(5)));

        activity.record(user, List.of(one));
        activity.record(user - 1, List.of(one));

        assertThat(audience()).extracting(ActivityItem::userId).containsExactlyInAnyOrder(user, user - 1);
    }
}
