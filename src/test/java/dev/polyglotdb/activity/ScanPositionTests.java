package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.activity.ScanPosition.Lane;
import dev.polyglotdb.activity.ScanPosition.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class ScanPositionTests {

    private static final LocalDate SINCE = LocalDate.of(2026, 1, 31);

    private final ScanPosition begin = ScanPosition.begin(SINCE, List.of(Table.values()));

    @Test
    void theLanesOfATableCoverTheRingWithoutGapOrOverlap() {
        for (var table : Table.values()) {
            var lanes = begin.lanes().stream()
                    .filter(lane -> lane.table() == table)
                    .sorted(Comparator.comparing(Lane::after))
                    .toList();

            assertThat(lanes.get(0).after()).isEqualTo(Long.MIN_VALUE);
            assertThat(lanes.get(lanes.size() - 1).last()).isEqualTo(Long.MAX_VALUE);
            for (var next = 1; next < lanes.size(); next++) {
                assertThat(lanes.get(next).after())
                        .isEqualTo(lanes.get(next - 1).last());
            }
        }
    }

    @Test
    void itGoesOnInAnotherProcess() {
        var json = JsonMapper.builder().build();
        var lanes = new ArrayList<>(begin.lanes());
        lanes.set(0, lanes.get(0).at("AAEC", 7));
        var position = new ScanPosition(SINCE, lanes);

        assertThat(json.readValue(json.writeValueAsString(position), ScanPosition.class))
                .isEqualTo(position);
    }

    /** A scan that an instance of the version before began goes on. */
    @Test
    void aStoredPositionKeepsItsNames() {
        var json = JsonMapper.builder().build();
        var lane = new Lane(Table.MARKS_OF_USERS, 1, 2, "AAEC", 7);

        assertThat(json.writeValueAsString(lane))
                .isEqualTo("{\"table\":\"MARKS_OF_USERS\",\"after\":1,\"last\":2,\"page\":\"AAEC\",\"place\":7}");
    }
}
