package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.StrictJson;
import dev.polyglotdb.platform.web.Traffic;
import dev.polyglotdb.recommend.GraphNodes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** What one version has done of a job, for another to go on. */
@Tag("fast")
class StoredJobTests {

    private static final GraphCheck.State STATE =
            new GraphCheck.State(7, GraphNodes.Position.BEGIN, new Findings.Saved(3, 2, 1, List.of("one is missing")));

    @Test
    void theNextOneIsReadButForWhatItHasAdded() {
        var written = StrictJson.mapper().writeValueAsString(new JobRun.State("recommendations", tree(STATE)));
        var next =
                written.replace("\"part\":", "\"since\":7,\"part\":").replace("\"found\":", "\"seen\":[1],\"found\":");

        assertThat(run(written).in("recommendations").saved(GraphCheck.State.class))
                .contains(STATE);
        assertThat(next).isNotEqualTo(written);
        assertThat(run(next).in("recommendations").saved(GraphCheck.State.class))
                .contains(STATE);
    }

    @Test
    void aPartOfTheNextVersionIsToldByItsName() {
        assertThat(run("{\"part\":\"polish\",\"reached\":null}").part()).contains("polish");
    }

    @Test
    void whatThisVersionCannotReadItDoesAgain() {
        assertThat(run("{\"part\":\"recommendations\",\"reached\":{\"after\":\"the 7th\"}}")
                        .in("recommendations")
                        .saved(GraphCheck.State.class))
                .isEmpty();
        assertThat(run("of another form").part()).isEmpty();
    }

    private static JsonNode tree(Object value) {
        return StrictJson.mapper().valueToTree(value);
    }

    /** Goes on with a job of this state. */
    private static JobRun run(String state) {
        var jobs = new ProjectionJobs(JdbcClient.create(new DriverManagerDataSource()), List.of());
        var job = new ClaimedJob(1, ProjectionJob.Kind.CHECK, "all", 0, 0, null, state);
        return new JobRun(
                jobs,
                job,
                new UUID(1, 2),
                new CountDownLatch(1),
                new Pacer(IDLE, System::nanoTime, time -> {}),
                StrictJson.mapper());
    }

    private static final Traffic IDLE = new Traffic() {
        @Override
        public int inProgress() {
            return 0;
        }

        @Override
        public long silence() {
            return Long.MAX_VALUE;
        }
    };
}
