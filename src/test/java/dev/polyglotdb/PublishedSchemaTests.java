package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Docker and GitHub alone read these files, so their published schemas judge them here. */
@Tag("fast")
class PublishedSchemaTests {

    private static final Path COMPOSE_FILE = Path.of("docker-compose.yml");
    private static final Schema COMPOSE = schema("compose-spec.json");
    private static final Schema WORKFLOW = schema("github-workflow.json");

    private static final Schema KUBERNETES = schema("kubernetes.json");

    static List<Path> workflows() throws IOException {
        return WorkflowTests.workflows();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker-compose.yml",
                "src/test/resources/clusters/mongodb.yml",
                "src/test/resources/clusters/neo4j.yml"
            })
    void composeUnderstandsItsFiles(Path file) throws IOException {
        assertThat(COMPOSE.validate(YamlFile.read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void gitHubUnderstandsTheWorkflow(Path workflow) throws IOException {
        assertThat(WORKFLOW.validate(YamlFile.read(workflow))).isEmpty();
    }

    static List<JsonNode> manifests() throws IOException {
        return Manifests.all();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void kubernetesUnderstandsTheManifest(JsonNode manifest) {
        assertThat(KUBERNETES.validate(manifest)).isEmpty();
    }

    @Test
    void theSchemaOfKubernetesFindsMistakes() throws IOException {
        for (var manifest : Manifests.all()) {
            assertThat(KUBERNETES.validate(with(manifest, (ObjectNode) manifest, "speck", "none")))
                    .isNotEmpty();
            assertThat(KUBERNETES.validate(with(manifest, (ObjectNode) manifest, "apiVersion", "v1beta1")))
                    .isNotEmpty();
        }
        for (var pod : List.of(Manifests.named("Deployment"), Manifests.named("Job"))) {
            var container = (ObjectNode) pod.at("/spec/template/spec/containers/0");
            assertThat(KUBERNETES.validate(with(pod, container, "imagePullSecret", "none")))
                    .isNotEmpty();
            assertThat(KUBERNETES.validate(with(pod, container, "resources", "many")))
                    .isNotEmpty();
        }
    }

    @Test
    void theSchemaOfComposeFindsMistakes() throws IOException {
        var compose = YamlFile.read(COMPOSE_FILE);
        var redis = (ObjectNode) compose.at("/services/redis");

        assertThat(COMPOSE.validate(with(compose, redis, "mem_limits", "512m"))).isNotEmpty();
        assertThat(COMPOSE.validate(with(compose, redis, "healthcheck", "redis-cli ping")))
                .isNotEmpty();
    }

    @Test
    void theSchemaOfWorkflowsFindsMistakes() throws IOException {
        var workflow = YamlFile.read(Path.of(".github/workflows/ci.yml"));
        var job = (ObjectNode) workflow.at("/jobs/compose");

        assertThat(WORKFLOW.validate(with(workflow, job, "timeout", "20"))).isNotEmpty();
        assertThat(WORKFLOW.validate(with(workflow, job, "steps", "none"))).isNotEmpty();
    }

    /** Returns the document with one member of a part of it replaced; the document itself is left alone. */
    private static JsonNode with(JsonNode document, ObjectNode part, String member, String value) {
        var before = part.get(member);
        part.put(member, value);
        var changed = document.deepCopy();
        if (before == null) {
            part.remove(member);
        } else {
            part.set(member, before);
        }
        return changed;
    }

    private static Schema schema(String name) {
        try {
            var schema = (ObjectNode)
                    JsonMapper.shared().readTree(Files.readString(Path.of("src/test/resources/schemas", name)));
            // The schema of compose names draft 7 and itself by addresses that lead nowhere.
            schema.remove(List.of("$schema", "$id"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
