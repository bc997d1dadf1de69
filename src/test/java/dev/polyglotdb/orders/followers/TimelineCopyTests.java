package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.testing.PatientCql;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An event that is in two partitions of a timeline counts once, and a rebuild leaves it in the coarser one. */
@ShopTest
@SecondShop
class TimelineCopyTests extends FollowingFixture {

    private final CqlSession cassandra;

    TimelineCopyTests(Shop shop, CqlSession cassandra) {
        super(shop);
        this.cassandra = cassandra;
    }

    /** A rebuild writes to the partition of a day what is in that of a minute, if an instance had filled the day. */
    @Test
    void aCopyInTheMinuteOfAnEventIsRemovedSoThatTheDigestsAgreeAgain() {
        var ada = shop.customer();
        following.placed(ada, shop.product("3.00"));
        var before = PatientTimelines.of(ada).body();
        var minute = copyToItsMinute(stored(ada).get(0));
        assertThat(stored(ada)).hasSize(2);
        assertThat(PatientTimelines.of(ada).body()).isEqualTo(before);
        following.assertEqual();

        following.rebuild("activity");

        assertThat(stored(ada)).hasSize(1).noneMatch(row -> row.getShort("minute") == minute);
        assertThat(PatientTimelines.of(ada).body()).isEqualTo(before);
        following.assertEqual();
    }

    private short copyToItsMinute(Row row) {
        var at = Objects.requireNonNull(row.getInstant("occurred_at"));
        var minute = (short) at.atZone(ZoneOffset.UTC).get(ChronoField.MINUTE_OF_DAY);
        var owner = row.getLong("user_id");
        PatientCql.execute(
                cassandra,
                "INSERT INTO polyglot.activity_slices_by_user (user_id, day, minute) VALUES (?, ?, ?)",
                owner,
                row.getLocalDate("day"),
                minute);
        PatientCql.execute(
                cassandra,
                "INSERT INTO polyglot.activity_by_user (user_id, day, minute, part, occurred_at, event_id, type, data)"
                        + " VALUES (?, ?, ?, 0, ?, ?, ?, ?)",
                owner,
                row.getLocalDate("day"),
                minute,
                at,
                row.getUuid("event_id"),
                row.getString("type"),
                row.getString("data"));
        return minute;
    }

    private List<Row> stored(Person user) {
        var query = "SELECT * FROM polyglot.activity_by_user WHERE user_id = ? ALLOW FILTERING";
        return PatientCql.execute(cassandra, query, user.id()).all();
    }
}
