package dev.polyglotdb.lab.timelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.testing.TakingTurns;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
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
        try (var scarce = ScarceMemory.begin(postgres, () -> control.restart(Engine.POSTGRES))) {
            assertThat(setting("shared_buffers")).isEqualTo("4MB");
            assertThat(setting("debug_io_direct")).isEqualTo("data");
        }
        assertThat(setting("shared_buffers")).isEqualTo(before).isNotEqualTo("4MB");
        assertThat(setting("debug_io_direct")).isEmpty();
    }

    @Test
    void aPostgresqlThatDoesNotStartWithSoLittleIsAsBefore() throws Exception {
        var before = setting("shared_buffers");
        var stumbles = new AtomicBoolean(true);
        Runnable restart = () -> {
            control.stop(Engine.POSTGRES);
            if (stumbles.getAndSet(false)) {
                throw new IllegalStateException("too little memory");
            }
            control.start(Engine.POSTGRES);
        };

        assertThatThrownBy(() -> ScarceMemory.begin(postgres, restart)).hasMessage("too little memory");

        assertThat(setting("shared_buffers")).isEqualTo(before);
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
