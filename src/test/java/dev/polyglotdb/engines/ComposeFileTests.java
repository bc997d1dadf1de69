package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class ComposeFileTests {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyEngineHasAnImageWithAVersionOfItsOwn(Engine engine) {
        assertThat(engine.image()).matches("[a-z0-9]+:[0-9]+\\.[0-9.]+(-[a-z]+)?");
    }

    @Test
    void aServiceThatIsNotThereHasNone() {
        assertThatNullPointerException()
                .isThrownBy(() -> ComposeFile.image("oracle"))
                .withMessage("oracle");
    }
}
