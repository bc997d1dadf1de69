package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever leaves takes all with them, also what was written by half, and the cost follows what there was. */
class ActivityErasureTests extends FullPartitionFixture {

    private static final int PAGE = 200;

    /** Of the marks, of all days' partitions in three steps, and of the index. */
    private static final int OF_NOTHING = 1 + 3 + 1;

    @Autowired
    private ActivityErasure activityErasure;

    @Autowired
    private ReservedEvents reservedEvents;

    @Test
    void anAccountThatDidNothingTakesFewStatements() {
        assertThat(statements.during(this::erase)).isLessThanOrEqualTo(OF_NOTHING);
    }

    @Test
    void anAccountWithLittleTakesFewMore() {
        activity.record(user, List.of(viewed(product, noon(1))));

        // The events, where their entries are, those, the partition, the claims, their entries, the claims' end, the
        // mark, and the marks once more.
        assertThat(statements.during(this::erase)).isLessThanOrEqualTo(OF_NOTHING + 9);
        assertNothingIsLeft();
    }

    @Test
    void eachCallErasesSomethingHoweverLittleTimeItHas() {
        activity.record(user, List.of(viewed(product, noon(1)), viewed(product, noon(2)), viewed(product, noon(3))));

        var calls = 1;
        while (!activityErasure.erase(user, Duration.ZERO)) {
            calls++;
        }

        assertThat(calls).isBetween(2, 4);
        assertNothingIsLeft();
    }

    @Test
    void aDividedMinuteIsErasedManyPartsAtATime() {
        activity.record(user, List.of(huge(noon(1))));

        // Eight times 16 partitions are read and deleted. The day is marked for the claim.
        assertThat(statements.during(this::erase)).isLessThanOrEqualTo(OF_NOTHING + 8 * 2 + 10);
        assertNothingIsLeft();
    }

    @Test
    void aDividedMinuteOfManyEventsIsErasedWhole() {
        recordManyInAMinute();

        erase();

        assertNothingIsLeft();
    }

    @Test
    void aCallWithoutTimeErasesAPageOfADividedMinuteForGood() {
        recordManyInAMinute();

        var left = idsIn("activity_by_user");
        while (!activityErasure.erase(user, Duration.ZERO)) {
            var before = left.size();
            left = idsIn("activity_by_user");
            // The entries have gone with the events that told of them: the next call looks for none in vain.
            assertThat(idsIn("activity_by_product")).isEqualTo(left);
            assertThat(before - left.size()).isBetween(1, PAGE);
        }

        assertNothingIsLeft();
    }

    private void recordManyInAMinute() {
        for (var start : List.of(noon(1), noon(1).plusSeconds(30))) {
            activity.record(
                    user,
                    IntStream.range(0, 1_000)
                            .mapToObj(n -> large(start.plusMillis(n)))
                            .toList());
        }
    }

    private Set<UUID> idsIn(String table) {
        return query("SELECT event_id FROM %s." + table + " WHERE user_id = ? ALLOW FILTERING", user).stream()
                .map(row -> row.getUuid("event_id"))
                .collect(Collectors.toSet());
    }

    /** The larger event goes to a part of the minute, the smaller one to the minute itself. */
    @ParameterizedTest
    @ValueSource(ints = {6_000, SHARE + 1})
    void anEventInAMinuteWhoseMarkWasLostIsErasedToo(int characters) {
        activity.record(user, List.of(sized(noon(1), 6_000)));
        var event = sized(noon(1).plus(Duration.ofMinutes(1)), characters);

        assertThatThrownBy(() -> losing("activity_slices_by_user", event)).hasRootCauseMessage("lost by the test");
        erase();

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"activity_slices_by_user", "activity_by_user"})
    void aClaimWhoseEventWasLostIsErasedToo(String lost) {
        var event = viewed(product, noon(40));

        assertThatThrownBy(() -> losing(lost, event)).hasRootCauseMessage("lost by the test");
        erase();

        assertNothingIsLeft();
    }

    /** The reserved events replace the others in the user's timeline, and name another product. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eventsThatReservedOnesReplacedAreErasedToo(boolean ordersFirst) {
        var placed = IntStream.range(0, 2 * PAGE + 1)
                .mapToObj(n -> event(user, "ORDER_PLACED", noon(1)))
                .toList();
        var other = List.of("other-" + product);
        activity.record(user, placed.stream().map(this::forged).toList());
        activity.append(placed.stream().collect(Collectors.toMap(event -> event, event -> other)));
        var entries =
                placed.stream().flatMap(event -> TimelineEntry.of(event, other)).toList();
        if (ordersFirst) {
            reservedEvents.erase(entries);
        }

        var calls = 1;
        while (!activityErasure.erase(user, Duration.ZERO)) {
            calls++;
        }

        if (!ordersFirst) {
            reservedEvents.erase(entries);
        }

        assertThat(calls).isGreaterThanOrEqualTo(3);
        assertNothingIsLeft();
    }

    private NewActivity forged(ActivityEvent event) {
        return new NewActivity(
                "VIEWED", product, null, event.occurredAt(), event.eventId().toString());
    }

    @Test
    void aLateEventOfAnyDayHasNoEffectInTheTimeline() {
        erase();

        activity.record(
                user,
                IntStream.of(0, 1, 45, 89)
                        .mapToObj(day -> new NewActivity("VIEWED", null, null, ago(Duration.ofDays(day)), null))
                        .toList());

        assertNothingIsLeft();
    }

    private void losing(String table, NewActivity event) {
        var insert = "INSERT INTO %s.%s (".formatted(properties.keyspace(), table);
        statements.losing(insert, () -> activity.record(user, List.of(event)));
    }

    private void erase() {
        assertThat(activityErasure.erase(user, Duration.ofMinutes(5))).isTrue();
    }

    private void assertNothingIsLeft() {
        for (var table : List.of("activity_by_user", "activity_by_product", "activity_claims")) {
            assertThat(query("SELECT * FROM %s." + table + " WHERE user_id = ? ALLOW FILTERING", user))
                    .as(table)
                    .isEmpty();
        }
        assertThat(query("SELECT * FROM %s.activity_slices_by_user WHERE user_id = ?", user))
                .as("marks")
                .isEmpty();
    }
}
