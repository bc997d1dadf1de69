package dev.polyglotdb.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class NewmanLockTests {

    private static final Path FOLDER = Path.of("src/test/postman");

    /** So that it is installed from whatever registry this machine uses, and is the same nevertheless. */
    @Test
    void theLockFilePinsEveryPackageAndNamesNoRegistry() throws IOException {
        var lock = read("package-lock.json").path("packages");

        assertThat(lock.propertyStream().filter(each -> !each.getKey().isEmpty()))
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.getValue().has("integrity"))
                            .as(each.getKey())
                            .isTrue();
                    assertThat(each.getValue().has("resolved"))
                            .as(each.getKey())
                            .isFalse();
                });
        assertThat(lock.at("/node_modules~1newman/version"))
                .isEqualTo(read("package.json").at("/devDependencies/newman"));
    }

    private static JsonNode read(String file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(FOLDER.resolve(file)));
    }
}
