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
        try (var scarce = ScarceMemory.begin(postgres, control)) {
            assertThat(setting("shared_buffers")).isEqualTo("4MB");
            assertThat(setting("debug_io_direct")).isEqualTo("data");
        }
        assertThat(setting("shared_buffers")).isEqualTo(before).isNotEqualTo("4MB");
        assertThat(setting("debug_io_direct")).isEmpty();
    }

    @Test
    void aPostgresqlThatDoesNotStartWithSoLittleIsAsBefore() throws Exception {
        var before = setting("shared_buffers");

        assertThatThrownBy(() -> ScarceMemory.begin(postgres, new StumblingStart(control, new AtomicBoolean(true))))
                .hasMessage("too little memory");

        assertThat(setting("shared_buffers")).isEqualTo(before);
        assertThat(setting("debug_io_direct")).isEmpty();
    }

    /** The engine does not start the first time. */
    private record StumblingStart(StoreControl stores, AtomicBoolean stumbles) implements StoreControl {

        @Override
        public void start(Engine engine) {
            if (stumbles.getAndSet(false)) {
                throw new IllegalStateException("too little memory");
            }
            stores.start(engine);
        }

        @Override
        public void stop(Engine engine) {
            stores.stop(engine);
        }

        @Override
        public void kill(Engine engine) {
            stores.kill(engine);
        }

        @Override
        public void pause(Engine engine) {
            stores.pause(engine);
        }

        @Override
        public void resume(Engine engine) {
            stores.resume(engine);
        }

        @Override
        public boolean isEmulated(Engine engine) {
            return stores.isEmulated(engine);
        }
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
