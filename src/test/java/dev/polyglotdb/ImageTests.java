package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What pom.xml says of the image, and how docker-compose.yml runs it. */
@Tag("fast")
class ImageTests {

    private static final List<String> STORES = List.of("postgres", "mongodb", "redis", "cassandra", "neo4j");
    private static final Pattern DOWNLOADED = Pattern.compile("<build(?:er|pack)>docker\\.io/(.*)</");

    private final String pom = Files.readString(Path.of("pom.xml"));
    private final JsonNode app = YamlFile.read(Path.of("docker-compose.yml")).at("/services/app");

    ImageTests() throws IOException {}

    @Test
    void composeRunsTheImageThatTheBuildMakesAndDownloadsNoOther() {
        assertThat(pom).contains("<name>" + app.get("image").asString() + "</name>");
        assertThat(app.get("pull_policy").asString()).isEqualTo("never");
    }

    @Test
    void whatBuildsTheImageHasAVersion() {
        assertThat(DOWNLOADED.matcher(pom).results().map(image -> image.group(1)))
                .hasSize(2)
                .allSatisfy(image -> assertThat(image).matches("[a-z/-]+:\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void itRunsOnlyIfAskedForAndOnceAllStoresAnswer() {
        assertThat(app.at("/profiles/0").asString()).isEqualTo("app");
        assertThat(app.get("depends_on").propertyNames()).containsExactlyElementsOf(STORES);
        assertThat(app.get("depends_on"))
                .allSatisfy(
                        store -> assertThat(store.get("condition").asString()).isEqualTo("service_healthy"));
    }

    @Test
    void itCanWriteToMemoryAloneAndIsOpenToThisMachineAlone() {
        assertThat(app.get("read_only").asBoolean()).isTrue();
        assertThat(app.get("cap_drop").get(0).asString()).isEqualTo("ALL");
        assertThat(app.get("tmpfs"))
                .singleElement()
                .satisfies(folder -> assertThat(folder.asString()).startsWith("/tmp:"));
        assertThat(app.has("volumes")).isFalse();
        assertThat(app.get("ports"))
                .singleElement()
                .satisfies(port -> assertThat(port.asString()).startsWith("127.0.0.1:"));
    }

    @Test
    void itFindsEachStoreByTheNameOfItsService() {
        var addresses = app.get("environment").properties().stream()
                .filter(variable -> variable.getKey().startsWith("SPRING_")
                        && !variable.getValue().isNull())
                .map(variable -> variable.getValue().asString())
                .toList();

        assertThat(addresses).hasSameSizeAs(STORES);
        assertThat(STORES)
                .allSatisfy(store -> assertThat(addresses)
                        .anySatisfy(address -> assertThat(address).containsPattern("(^|//)" + store + "(:|$)")));
    }
}
