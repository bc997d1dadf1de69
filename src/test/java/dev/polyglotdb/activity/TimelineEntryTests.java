package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TimelineEntryTests {

    private static final ActivityEvent EVENT = new ActivityEvent(
            new UUID(1, 2), 7, "ORDER_PLACED", null, FreeForm.EMPTY, Instant.parse("2026-01-31T12:00:00.123Z"));

    @Test
    void anOrderIsOnceInTheTimelineOfItsUserAndOnceInThatOfEachProduct() {
        assertThat(TimelineEntry.of(EVENT, List.of("lamp", "desk", "lamp")))
                .containsExactly(
                        new TimelineEntry(EVENT, null),
                        new TimelineEntry(EVENT.about("lamp"), "lamp"),
                        new TimelineEntry(EVENT.about("desk"), "desk"));
    }

    @Test
    void anEventAboutNoProductIsOnlyInTheTimelineOfItsUser() {
        assertThat(TimelineEntry.of(EVENT, List.of())).containsExactly(new TimelineEntry(EVENT, null));
    }

    @Test
    void entriesAreToldApartByTimelineUserTimeAndId() {
        assertThat(new TimelineEntry(EVENT.about("lamp"), "lamp").key())
                .isEqualTo(new TimelineEntry.Key("lamp", 7, EVENT.occurredAt(), EVENT.eventId()));
        assertThat(TimelineEntry.of(EVENT, List.of("lamp", "desk")).map(TimelineEntry::key))
                .doesNotHaveDuplicates();
    }

    @Test
    void anEntrySaysInWordsWhereItIs() {
        assertThat(TimelineEntry.of(EVENT, List.of("lamp")))
                .extracting(TimelineEntry::toString)
                .containsExactly(
                        "ORDER_PLACED in the timeline of user 7", "ORDER_PLACED in the timeline of product lamp");
    }
}
