package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.orders.PatientOrders;
import dev.polyglotdb.testing.PatientCql;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A check finds order events that are missing from a timeline or belong to no order, and a rebuild repairs them. */
@ShopTest
@SecondShop
class TimelineRebuildTests extends FollowingFixture {

    private final CqlSession cassandra;
    private final TimelineFollower follower;
    private final JsonMapper json;

    TimelineRebuildTests(Shop shop, CqlSession cassandra, TimelineFollower follower, JsonMapper json) {
        super(shop);
        this.follower = follower;
        this.json = json;
        this.cassandra = cassandra;
    }

    @Test
    void truncatedTimelinesAreBroughtBack() {
        var product = shop.product("3.00");
        var ada = shop.customer();
        var kept = following.placed(ada, product);
        var cancelled = following.placed(ada, product);
        PatientOrders.cancel(ada, cancelled);
        following.awaitApplied(ada, cancelled);
        var before = PatientTimelines.of(ada).http().body();

        for (var table : List.of("by_user", "by_product", "slices_by_user", "slices_by_product")) {
            PatientCql.execute(cassandra, "TRUNCATE polyglot.activity_" + table);
        }
        assertThat(PatientTimelines.of(ada).at("/items").size()).isZero();
        assertThat(following.check().at("/activity/equal").asBoolean()).isFalse();
        following.rebuild("activity");

        following.assertEqual();
        assertThat(Reply.parse(PatientTimelines.of(ada).http().body())).isEqualTo(Reply.parse(before));
        assertThat(PatientTimelines.ofProduct(product, shop.admin()).texts("/items", "/data/orderId"))
                .containsExactlyInAnyOrder("" + cancelled, "" + cancelled, "" + kept);
    }

    @Test
    void deletedAndChangedEventsOfATimelineAreRepaired() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        following.placed(ada, product);
        following.placed(ada, product);
        following.placed(ada, product);
        var before = PatientTimelines.of(ada).body();
        var rows = stored(ada);
        // A deletion or an update with the present timestamp hides every write with an earlier one.
        change(rows.get(0), "DELETE FROM polyglot.activity_by_user");
        change(rows.get(1), "UPDATE polyglot.activity_by_user SET data = ?", "{}");
        PatientCql.execute(cassandra, "DELETE FROM polyglot.activity_slices_by_product WHERE product_id = ?", product);
        assertThat(following.differences("activity"))
                .anyMatch(text -> text.contains("user " + ada.id()) && text.contains("missing"));

        following.rebuild("activity");

        following.assertEqual();
        assertThat(PatientTimelines.of(ada).body()).isEqualTo(before);
        assertThat(PatientTimelines.ofProduct(product, shop.admin())
                        .at("/items")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void workThatIsInterruptedAfterEachStepEndsLikeAnyOther() {
        var ada = shop.customer();
        following.placed(ada, shop.product("3.00"));
        addEventOfNoOrder(ada);
        var undisturbed = UndisturbedJob.toTheEnd(follower::reconcile);
        assertThat(undisturbed.differences()).hasSize(1);

        assertThat(InterruptedJob.toTheEnd(json, follower::reconcile)).isEqualTo(undisturbed);
        InterruptedJob.runToTheEnd(json, follower::finish);

        assertThat(UndisturbedJob.toTheEnd(follower::reconcile).differences()).isEmpty();
    }

    private void addEventOfNoOrder(Person ada) {
        var row = stored(ada).get(0);
        var data = "{\"orderId\": %d}".formatted(FollowingStores.NO_ORDER);
        PatientCql.execute(
                cassandra,
                "INSERT INTO polyglot.activity_by_user (user_id, day, minute, part, occurred_at, event_id, type, data)"
                        + " VALUES (?, ?, ?, 0, ?, ?, 'ORDER_PLACED', ?)",
                ada.id(),
                row.getLocalDate("day"),
                row.getShort("minute"),
                row.getInstant("occurred_at"),
                UUID.randomUUID(),
                data);
    }

    @Test
    void eventsThatBelongToNoOrderAreFoundAndRemovedAndUsersEventsAreKept() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        following.placed(ada, product);
        PatientTimelines.add(ada, "VIEWED", product);
        addEventOfNoOrder(ada);

        assertThat(following.differences("activity"))
                .containsExactly("ORDER_PLACED in the timeline of user %d, order %d belongs to no order"
                        .formatted(ada.id(), FollowingStores.NO_ORDER));
        assertThat(following.check().at("/activity/cassandra").asLong())
                .isEqualTo(following.check().at("/activity/postgres").asLong() + 1);
        following.rebuild("activity");

        following.assertEqual();
        assertThat(PatientTimelines.of(ada).texts("/items", "/type")).containsExactly("VIEWED", "ORDER_PLACED");
    }

    @Test
    void twoEventsThatSwappedTheirDataAreBothFound() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var first = following.placed(ada, product);
        var second = following.placed(ada, product);
        var before = PatientTimelines.of(ada).body();
        var rows = stored(ada);
        assertThat(rows).hasSize(2);
        for (var next = 0; next < 2; next++) {
            change(
                    rows.get(next),
                    "UPDATE polyglot.activity_by_user SET data = ?",
                    rows.get(1 - next).getString("data"));
        }

        assertThat(following.differences("activity"))
                .containsExactlyInAnyOrder(
                        missing(ada, first), missing(ada, second), stray(ada, first), stray(ada, second));
        following.rebuild("activity");

        following.assertEqual();
        assertThat(PatientTimelines.of(ada).body()).isEqualTo(before);
    }

    @Test
    void anEventWhereNoReaderLooksIsFoundThoughItIsThere() {
        var ada = shop.customer();
        var order = following.placed(ada, shop.product("3.00"));
        PatientCql.execute(cassandra, "DELETE FROM polyglot.activity_slices_by_user WHERE user_id = ?", ada.id());
        assertThat(PatientTimelines.of(ada).at("/items")).isEmpty();

        assertThat(following.differences("activity")).containsExactly(missing(ada, order));
        following.rebuild("activity");

        following.assertEqual();
        assertThat(PatientTimelines.of(ada).at("/items")).hasSize(1);
    }

    private List<Row> stored(Person user) {
        var query = "SELECT * FROM polyglot.activity_by_user WHERE user_id = ? ALLOW FILTERING";
        return PatientCql.execute(cassandra, query, user.id()).all();
    }

    /** @param values those that the statement has before the key */
    private void change(Row row, String statement, Object... values) {
        var key = Stream.of(
                row.getLong("user_id"),
                row.getLocalDate("day"),
                row.getShort("minute"),
                row.getInstant("occurred_at"),
                row.getUuid("event_id"));
        var where = " WHERE user_id = ? AND day = ? AND minute = ? AND part = 0 AND occurred_at = ? AND event_id = ?";
        PatientCql.execute(
                cassandra,
                statement + where,
                Stream.concat(Stream.of(values), key).toArray());
    }

    private static String missing(Person user, long order) {
        return "ORDER_PLACED in the timeline of user %d, order %d is missing".formatted(user.id(), order);
    }

    private static String stray(Person user, long order) {
        return "ORDER_PLACED in the timeline of user %d, order %d belongs to no order".formatted(user.id(), order);
    }
}
