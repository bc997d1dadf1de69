package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.StoredEntry;
import dev.polyglotdb.activity.TimelineEntry;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
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

    TimelineInspectionTests(Shop shop, OrderScan orderScan, ReservedEvents reservedEvents) {
        super(shop);
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
        var told = new TreeSet<String>();
        var action = new TimelineInspection.Action() {
            @Override
            public boolean wantsDifferences() {
                return wantsDifferences;
            }

            @Override
            public void expected(Collection<TimelineEntry> expected) {
                told.add("expected");
            }

            @Override
            public void lacking(List<TimelineEntry> lacking) {
                told.add("lacking");
            }

            @Override
            public void found(List<StoredEntry> found) {
                told.add("found");
            }

            @Override
            public void strays(List<StoredEntry> strays) {
                told.add("strays");
            }

            @Override
            public void passed(TimelineInspection.Position position) {}
        };
        return UndisturbedJob.toTheEnd(progress -> {
            new TimelineInspection(orderScan, reservedEvents, new OrderRanges(1, all()), all(), action)
                    .run(progress, TimelineInspection.Position.begin(reservedEvents));
            return told;
        });
    }

    private static BitSet all() {
        var all = new BitSet();
        all.set(0, RangeDigests.RANGES);
        return all;
    }
}
