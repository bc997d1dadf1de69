package dev.polyglotdb.lab.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.testing.TakingTurns;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@LabTest
@ResourceLock(TakingTurns.FIRST_SHOP)
class ScarceMemoryTests {

    private final StoreControl control;
    private final DataSource postgres;

    ScarceMemoryTests(StoreControl control, DataSource postgres) {
        this.control = control;
        this.postgres = postgres;
    }

    @Test
    void postgresqlHasLittleMemoryOnlyMeanwhile() throws Exception {
        var before = setting("shared_buffers");
        try (var scarce = ScarceMemory.begin(postgres, control)) {
            assertThat(setting("shared_buffers")).isEqualTo("4MB");
            assertThat(setting("debug_io_direct")).isEqualTo("data");
        }
        assertThat(setting("shared_buffers")).isEqualTo(before).isNotEqualTo("4MB");
        assertThat(setting("debug_io_direct")).isEmpty();
    }

    private String setting(String name) throws SQLException {
        try (var connection = postgres.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
