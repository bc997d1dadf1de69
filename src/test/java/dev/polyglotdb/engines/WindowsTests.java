package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for the stores on Windows without Docker is told what would help. */
@Tag("fast")
class WindowsTests {

    @Test
    void withoutDockerTheStoresAreRefusedThere() {
        assertThatExceptionOfType(StoresException.class)
                .isThrownBy(() -> LocalStores.requireSystem("windows"))
                .withMessageContainingAll("On Windows", "Docker", "WSL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "darwin"})
    void otherSystemsNeedNoDocker(String os) {
        assertThatCode(() -> LocalStores.requireSystem(os)).doesNotThrowAnyException();
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void theRefusalComesBeforeAnythingIsDownloaded() {
        assertThatExceptionOfType(StoresException.class)
                .isThrownBy(LocalStores::throwAway)
                .withMessageContaining("On Windows");
    }
}
