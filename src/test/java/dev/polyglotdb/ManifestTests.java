package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.Migration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the schemas can't tell of the manifests: that they fit together, and the application. */
@Tag("fast")
class ManifestTests {

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "Job"})
    void aPodMayDoNothingThatItNeedNot(String kind) throws IOException {
        var pod = Manifests.named(kind).at("/spec/template/spec");
        var container = pod.at("/containers/0");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asString())
                .isEqualTo("ALL");
        assertThat(container.at("/resources/limits/memory").asString()).isNotEmpty();
        assertThat(container.at("/resources/requests/cpu").asString()).isNotEmpty();
        assertThat(container.at("/image").asString()).doesNotEndWith(":latest").contains(":");
        assertThat(container.at("/volumeMounts/0/mountPath").asString()).isEqualTo("/tmp");
    }

    /** preStop counts within the grace, and an instance may take 36 s to end. */
    @Test
    void thereIsTimeToEndInOrder() throws IOException {
        var pod = Manifests.named("Deployment").at("/spec/template/spec");
        var application = YamlFile.read(Path.of("src/main/resources/application.yml"));

        var preStop = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
        var farewell = seconds(environment(pod, "POLYGLOT_WEB_FAREWELL"));
        var requests = seconds(
                application.at("/spring/lifecycle/timeout-per-shutdown-phase").asString());

        assertThat(preStop).isPositive();
        assertThat(farewell + requests).isLessThan(30);
        assertThat(pod.at("/terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(preStop + 36);
    }

    @Test
    void theProbesAskTheInstanceItselfAtThePortOfTheOperator() throws IOException {
        var container = Manifests.named("Deployment").at("/spec/template/spec/containers/0");

        assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/actuator/health/readiness");
        for (var probe : List.of("startupProbe", "livenessProbe")) {
            assertThat(container.at("/" + probe + "/httpGet/path").asString()).isEqualTo("/actuator/health/liveness");
        }
        assertThat(Manifests.named("Service").at("/spec/ports"))
                .as("the operator's port is nobody else's")
                .hasSize(1);
    }

    @Test
    void whatSelectsPodsSelectsThose() throws IOException {
        var labels = Manifests.named("Deployment").at("/spec/template/metadata/labels");

        assertThat(Manifests.named("Deployment").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(Manifests.named("Service").at("/spec/selector")).isEqualTo(labels);
        assertThat(Manifests.named("PodDisruptionBudget").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(Manifests.named("Job").at("/spec/template/metadata/labels"))
                .as("no request goes to a migration")
                .isNotEqualTo(labels);
        assertThat(Manifests.named("HorizontalPodAutoscaler")
                        .at("/spec/scaleTargetRef/name")
                        .asString())
                .isEqualTo(Manifests.named("Deployment").at("/metadata/name").asString());
    }

    /** A pod waits for what it lacks, and kubectl for the pod. */
    @Test
    void whatAPodNeedsIsAppliedBefore() throws IOException {
        var there = new TreeSet<String>();
        for (var file : List.of("settings.yaml", "migration.yaml", "application.yaml")) {
            var manifests = Manifests.of(file);
            manifests.forEach(manifest -> there.add(manifest.path("kind").asString() + "/"
                    + manifest.at("/metadata/name").asString()));
            for (var manifest : manifests) {
                var pod = manifest.at("/spec/template/spec");
                if (!pod.isMissingNode()) {
                    assertThat(needs(pod)).isNotEmpty().isSubsetOf(there);
                }
            }
        }
        assertThat(there)
                .contains("Job/" + Manifests.named("Job").at("/metadata/name").asString());
    }

    @Test
    void theInstancesGetAnAdministratorAndServeAsAnotherRoleThanMigrates() throws IOException {
        var serving = secret("polyglotdb-stores");
        var migrating = secret("polyglotdb-migration");

        assertThat(serving.path("POLYGLOT_ADMIN_EMAIL").asString()).contains("@");
        assertThat(serving.path("POLYGLOT_ADMIN_PASSWORD").asString()).hasSizeBetween(8, 72);
        assertThat(serving.get("SPRING_DATASOURCE_USERNAME")).isNotEqualTo(migrating.get("SPRING_DATASOURCE_USERNAME"));
    }

    @Test
    void theJobMigratesAndTheInstancesDoNot() throws IOException {
        var job = Manifests.named("Job").at("/spec/template/spec");
        var pod = Manifests.named("Deployment").at("/spec/template/spec");

        assertThat(job.at("/containers/0/args/0").asString()).isEqualTo(Migration.COMMAND);
        assertThat(job.at("/containers/0/image")).isEqualTo(pod.at("/containers/0/image"));
        assertThat(environment(pod, "SPRING_FLYWAY_ENABLED")).isEqualTo("false");
    }

    private static JsonNode secret(String name) throws IOException {
        return Manifests.all().stream()
                .filter(manifest -> manifest.path("kind").asString().equals("Secret"))
                .filter(manifest -> manifest.at("/metadata/name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("stringData");
    }

    private static List<String> needs(JsonNode pod) {
        var account = Stream.of(pod.path("serviceAccountName").asString())
                .filter(name -> !name.isEmpty())
                .map(name -> "ServiceAccount/" + name);
        var settings = elements(pod.at("/containers/0/envFrom"))
                .map(source -> source.has("secretRef")
                        ? "Secret/" + source.at("/secretRef/name").asString()
                        : "ConfigMap/" + source.at("/configMapRef/name").asString());
        return Stream.concat(account, settings).toList();
    }

    private static String environment(JsonNode pod, String variable) {
        return elements(pod.at("/containers/0/env"))
                .filter(entry -> entry.path("name").asString().equals(variable))
                .map(entry -> entry.path("value").asString())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replace("s", ""));
    }
}
