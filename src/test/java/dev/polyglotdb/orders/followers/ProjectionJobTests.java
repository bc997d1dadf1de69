package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A check and a rebuild are jobs. One runs at a time, one instance works on it, and it survives the outage of the
 * instance and of its store.
 */
@ShopTest
@SecondShop
class ProjectionJobTests {

    private final Shop shop;
    private final FollowingStores following;
    private final HeldJobs heldJobs;
    private final ProjectionJobs jobs;
    private final JdbcClient jdbc;
    private final StoreControl stores;

    ProjectionJobTests(Shop shop, ProjectionJobs jobs, JdbcClient jdbc, StoreControl stores) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
        this.heldJobs = new HeldJobs(jdbc);
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.stores = stores;
    }

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        following.leaveOnlyOrders();
    }

    @Test
    void aRequestWhileAJobRunsIsAnsweredWithThatJob() {
        var job = heldJobs.begin("rebuild", "activity", "1 hour");

        var answers = Parallel.each(4, i -> following.request("activity"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Location")).hasValue("/admin/projections/jobs/" + job);
            assertThat(answer.number("/id")).isEqualTo(job);
            assertThat(answer.text("/target")).isEqualTo("activity");
            assertThat(answer.text("/status")).isEqualTo("RUNNING");
        });
        heldJobs.passOn(job);
        following.awaitCompleted(job);
    }

    @Test
    void aJobWhoseInstanceDiedIsResumedWhereItStopped() {
        following.placed(shop.customer(), shop.product("3.00"));
        var job = heldJobs.begin("rebuild", "recommendations", "-1 second");

        following.awaitCompleted(job);

        assertThat(following.job(job).number("/processed")).isEqualTo(1_000 + 1);
        assertThat(following.job(job).number("/total")).isEqualTo(1_000 + 1);
        following.assertEqual();
    }

    @Test
    void anInstanceThatLostAJobCanNeitherAdvanceNorEndIt() {
        var id = heldJobs.begin("rebuild", "activity", "1 hour");
        var late = UUID.randomUUID();

        try {
            assertThat(jobs.advance(
                            new ProjectionJobs.Claimed(
                                    id, ProjectionJob.Kind.REBUILD, "activity", 5_000, 5_000, null, null),
                            late,
                            Duration.ofHours(1)))
                    .isFalse();
            jobs.end(id, late, ProjectionJob.Status.FAILED);
            jobs.giveBack(id, late, Duration.ZERO);

            assertThat(jobs.claim(late, Duration.ZERO)).isEmpty();
            assertThat(following.job(id).text("/status")).isEqualTo("RUNNING");
        } finally {
            jdbc.sql("delete from projection_jobs where id = :id")
                    .param("id", id)
                    .update();
        }
    }

    @Test
    void aRebuildWaitsForAStoreThatIsAway() {
        stores.pause(Engine.NEO4J);
        long job;
        try {
            job = following.request("recommendations").number("/id");
            var check = shop.admin().get("/admin/projections/check");
            assertThat(check.problem()).isEqualTo("store-unavailable");
            assertThat(check.text("/store")).isEqualTo("neo4j");
            assertThat(following.job(job).text("/status")).isEqualTo("RUNNING");
        } finally {
            stores.resume(Engine.NEO4J);
        }

        following.awaitCompleted(job);
        following.awaitEqual();
    }

    @Test
    void aCheckThatTakesLongGoesOnAsAJobWhichOthersJoin() {
        var job = heldJobs.begin("check", "all", "1 hour");
        try {
            var answers = Parallel.each(3, i -> shop.admin().get("/admin/projections/check"));

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(202);
                assertThat(answer.header("Location")).hasValue("/admin/projections/jobs/" + job);
                assertThat(answer.text("/kind")).isEqualTo("check");
                assertThat(answer.at("/result").isMissingNode()).isTrue();
            });
        } finally {
            heldJobs.passOn(job);
        }
        following.awaitCompleted(job);
        assertThat(following.job(job).at("/result/activity/equal").asBoolean()).isTrue();
    }

    @Test
    void whileOneJobRunsAnywhereNoOtherIsBegun() {
        var running = heldJobs.begin("rebuild", "activity", "1 hour");
        try {
            var waiting = following.request("recommendations").number("/id");

            assertThat(jobs.claim(UUID.randomUUID(), Duration.ofHours(1))).isEmpty();
            assertThat(following.job(waiting).number("/processed")).isZero();

            heldJobs.passOn(running);
            following.awaitCompleted(waiting);
        } finally {
            heldJobs.passOn(running);
        }
        following.awaitCompleted(running);
    }

    @Test
    void whatACheckHasFoundIsNotLookedForAgainByTheInstanceThatGoesOn() {
        var job = heldJobs.begin("check", "all", "1 hour");
        jdbc.sql("update projection_jobs set result = :found where id = :id")
                .param(
                        "found",
                        "{\"activity\": {\"postgres\": 7, \"cassandra\": 7, \"equal\": true, \"differences\": []}}")
                .param("id", job)
                .update();

        heldJobs.passOn(job);
        following.awaitCompleted(job);

        assertThat(following.job(job).number("/result/activity/postgres")).isEqualTo(7);
        assertThat(following.job(job).at("/result/recommendations/equal").asBoolean())
                .isTrue();
    }

    @Test
    void aJobThatIsCancelledStopsAndStaysSo() {
        var job = heldJobs.begin("rebuild", "activity", "1 hour");
        var lease = jdbc.sql("select lease from projection_jobs where id = :id")
                .param("id", job)
                .query(UUID.class)
                .single();

        assertThat(cancel(job).status()).isEqualTo(204);

        assertThat(following.job(job).text("/status")).isEqualTo("CANCELLED");
        assertThat(jobs.advance(
                        new ProjectionJobs.Claimed(
                                job, ProjectionJob.Kind.REBUILD, "activity", 5_000, 5_000, null, null),
                        lease,
                        Duration.ofHours(1)))
                .isFalse();
        jobs.end(job, lease, ProjectionJob.Status.COMPLETED);
        assertThat(cancel(job).problem()).isEqualTo("job-state");
        assertThat(following.job(job).text("/status")).isEqualTo("CANCELLED");
    }

    private Reply cancel(long job) {
        return shop.admin().client().send("DELETE", "/admin/projections/jobs/" + job, BodyPublishers.noBody());
    }
}
