package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.StoredCopy;
import dev.polyglotdb.activity.StoredEntry;
import dev.polyglotdb.activity.TimelineEntry;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.testing.PatientCql;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an inspection of timelines looks for, beside what there is. */
@ShopTest
@SecondShop
class TimelineInspectionTests extends FollowingFixture {

    private final OrderScan orderScan;
    private final ReservedEvents reservedEvents;
    private final CqlSession cassandra;

    TimelineInspectionTests(Shop shop, OrderScan orderScan, ReservedEvents reservedEvents, CqlSession cassandra) {
        super(shop);
        this.cassandra = cassandra;
        this.orderScan = orderScan;
        this.reservedEvents = reservedEvents;
    }

    @Test
    void whoeverWantsNoMoreDifferencesIsToldTheCountsAlone() {
        following.placed(shop.customer(), shop.product("3.00"));

        assertThat(told(true)).containsExactly("expected", "found", "lacking", "strays");
        assertThat(told(false)).containsExactly("expected", "found");
    }

    /** Inspects everything, as if all digests differed. */
    private Set<String> told(boolean wantsDifferences) {
        return inspected(all(), wantsDifferences).told;
    }

    /** A mark that is left of an emptied partition must not cost two reads for each entry of its class. */
    @Test
    void whetherAPartitionIsMarkedIsAskedOnceForAllItsEntries() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        for (var order = 0; order < 3; order++) {
            following.placed(ada, product);
        }
        PatientCql.execute(cassandra, "DELETE FROM polyglot.activity_slices_by_user WHERE user_id = ?", ada.id());

        var lacking = inspected(new BitSet(), true).lacking;

        assertThat(lacking)
                .as("at midnight there are two days")
                .hasSizeBetween(1, 2)
                .allMatch(entry -> entry.event().userId() == ada.id() && entry.product() == null);
        reservedEvents.restore(lacking);
        assertThat(inspected(new BitSet(), true).lacking).isEmpty();
        following.assertEqual();
    }

    /** @param ranges the ranges of orders that differ; all classes of partitions do */
    private Told inspected(BitSet ranges, boolean wantsDifferences) {
        return UndisturbedJob.toTheEnd(progress -> {
            var told = new Told(wantsDifferences);
            new TimelineInspection(orderScan, reservedEvents, new OrderRanges(1, ranges), all(), told)
                    .run(progress, TimelineInspection.Position.begin(reservedEvents));
            return told;
        });
    }

    private static BitSet all() {
        var all = new BitSet();
        all.set(0, RangeDigests.RANGES);
        return all;
    }

    private static final class Told implements TimelineInspection.Action {

        final Set<String> told = new TreeSet<>();
        final List<TimelineEntry> lacking = new ArrayList<>();
        private final boolean wantsDifferences;

        Told(boolean wantsDifferences) {
            this.wantsDifferences = wantsDifferences;
        }

        @Override
        public boolean wantsDifferences() {
            return wantsDifferences;
        }

        @Override
        public void expected(Collection<TimelineEntry> expected) {
            told.add("expected");
        }

        @Override
        public void lacking(List<TimelineEntry> some) {
            told.add("lacking");
            lacking.addAll(some);
        }

        @Override
        public void found(List<StoredEntry> found) {
            told.add("found");
        }

        @Override
        public void copies(List<StoredCopy> copies) {}

        @Override
        public void strays(List<StoredEntry> strays) {
            told.add("strays");
        }

        @Override
        public void passed(TimelineInspection.Position position) {}
    }
}
