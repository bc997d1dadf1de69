package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ActivityEventTests {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00.123456789Z, 2026-01-31T12:00:00.123Z",
        "2026-01-31T12:00:00.999999999Z, 2026-01-31T12:00:00.999Z",
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999Z"
    })
    void aTimeIsKeptToTheMillisecond(Instant occurredAt, Instant kept) {
        assertThat(event("VIEW", occurredAt).occurredAt()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"ORDER_PLACED, true", "ORDER_, true", "ORDER, false", "ORDERED, false", "MY_ORDER_, false"})
    void aTypeThatBeginsWithOrderIsReserved(String type, boolean reserved) {
        assertThat(event(type, Instant.EPOCH).isReserved()).isEqualTo(reserved);
        assertThat(ActivityEvent.isReserved(type)).isEqualTo(reserved);
    }

    @Test
    void anEventCanBeToldAboutAProduct() {
        var event = event("ORDER_PLACED", Instant.EPOCH);

        assertThat(event.about("lamp"))
                .isEqualTo(new ActivityEvent(
                        event.eventId(), 7, "ORDER_PLACED", "lamp", event.data(), event.occurredAt()));
    }

    @Test
    void onlyTheTimelineOfAProductTellsWhoItWas() {
        var event = event("VIEW", Instant.EPOCH).about("lamp");

        assertThat(ActivityItem.ofUser(event).userId()).isNull();
        assertThat(ActivityItem.ofProduct(event).userId()).isEqualTo(7);
        assertThat(ActivityItem.ofUser(event))
                .isEqualTo(new ActivityItem(event.eventId(), null, "VIEW", "lamp", event.data(), event.occurredAt()));
    }

    private static ActivityEvent event(String type, Instant occurredAt) {
        return new ActivityEvent(new UUID(1, 2), 7, type, null, FreeForm.parse("{\"a\":1}"), occurredAt);
    }
}
