package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MongoEngineTests {

    @Test
    void theEmulatorHasTheVersionOfThePom() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<mongo-java-server.version>%s<".formatted(MongoEngine.emulatorVersion()));
    }
}
