package dev.polyglotdb.engines.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.engines.faults.EngineFaults.EngineView;
import dev.polyglotdb.engines.faults.EngineFaults.Fault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which changes of engines are possible when. Here no engine runs; {@link BreakTests} has real ones. */
@Tag("fast")
class EngineFaultsTests {

    private final Hands hands = new Hands();
    private final EngineFaults faults = new EngineFaults(hands, new DevelopmentRelays(false));

    @Test
    void aFrozenEngineCanOnlyBeHealed() {
        assertThat(faults.begin(Engine.REDIS, Fault.FREEZE)).isTrue();
        awaitState("frozen");

        assertThat(redis().can()).containsExactly("heal");
        assertThat(faults.begin(Engine.REDIS, Fault.KILL)).isFalse();
        assertThat(faults.heal(Engine.REDIS)).isTrue();
        awaitState("healthy");
        assertThat(hands.done).containsExactly("pause REDIS", "resume REDIS");
    }

    @Test
    void aKilledEngineIsStartedAgain() {
        faults.begin(Engine.REDIS, Fault.KILL);
        awaitState("killed");
        faults.heal(Engine.REDIS);
        awaitState("healthy");

        assertThat(hands.done).containsExactly("kill REDIS", "start REDIS");
    }

    @Test
    void whatIsNotBrokenIsNotHealed() {
        assertThat(faults.heal(Engine.REDIS)).isFalse();
    }

    @Test
    void withoutARelayAnEngineIsNeitherSlowNorCutOff() {
        assertThat(redis().relay()).isFalse();
        assertThat(redis().can()).containsExactly("freeze", "kill");
        assertThat(faults.begin(Engine.REDIS, Fault.SLOW)).isFalse();
    }

    @Test
    void afterAnAttemptThatFailedAnEngineIsAsItWasBefore() {
        hands.clumsy = true;
        faults.begin(Engine.REDIS, Fault.FREEZE);

        awaitState("healthy");
        assertThat(hands.done).isEmpty();
    }

    private void awaitState(String state) {
        await().until(() -> redis().state().equals(state));
    }

    private EngineView redis() {
        return faults.engines().stream()
                .filter(engine -> engine.store().equals("redis"))
                .findFirst()
                .orElseThrow();
    }

    /** Notes what is done. */
    private static final class Hands implements StoreControl {

        private final List<String> done = new CopyOnWriteArrayList<>();
        private volatile boolean clumsy;

        private void note(String what, Engine engine) {
            if (clumsy) {
                throw new IllegalStateException("clumsy");
            }
            done.add(what + " " + engine.name());
        }

        @Override
        public void stop(Engine engine) {
            note("stop", engine);
        }

        @Override
        public void start(Engine engine) {
            note("start", engine);
        }

        @Override
        public void kill(Engine engine) {
            note("kill", engine);
        }

        @Override
        public void pause(Engine engine) {
            note("pause", engine);
        }

        @Override
        public void resume(Engine engine) {
            note("resume", engine);
        }

        @Override
        public boolean isEmulated(Engine engine) {
            return false;
        }
    }
}
