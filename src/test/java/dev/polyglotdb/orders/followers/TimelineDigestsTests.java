package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class TimelineDigestsTests {

    /** A job that an instance of the version before began goes on. */
    @Test
    void aStoredStateKeepsItsNames() {
        var json = JsonMapper.builder().build();
        var state = new TimelineDigests.State(new RangeDigests.Saved(10, "AA=="), "BB==", null);

        assertThat(json.writeValueAsString(state))
                .isEqualTo("{\"ofRanges\":{\"width\":10,\"base64\":\"AA==\"},\"ofPlaces\":\"BB==\",\"position\":null}");
    }
}
