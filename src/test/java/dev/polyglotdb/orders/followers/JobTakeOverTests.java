package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.platform.web.Traffic;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A job whose instance died is taken over, and goes on where it was. */
@ShopTest
@SecondShop
class JobTakeOverTests {

    private final Shop shop;
    private final FollowingStores following;
    private final HeldJobs heldJobs;
    private final ProjectionJobs jobs;
    private final JdbcClient jdbc;
    private final List<OrderFollower> followers;
    private final JsonMapper json;

    JobTakeOverTests(
            Shop shop,
            ProjectionService projections,
            ProjectionJobs jobs,
            JdbcClient jdbc,
            List<OrderFollower> followers,
            JsonMapper json) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
        this.heldJobs = new HeldJobs(jdbc, projections.worker()::wake);
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.followers = followers;
        this.json = json;
    }

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        following.leaveOnlyOrders();
    }

    @AfterEach
    void nothingIsHeld() {
        heldJobs.passAllOn();
    }

    /** Nobody wakes the worker: it looks by itself. */
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
                            new ClaimedJob(id, ProjectionJob.Kind.REBUILD, "activity", 5_000, 5_000, null, null),
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
    void aCheckThatIsTakenOverGoesOnInTheMiddleOfAFollower() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        for (var order = 0; order < 60; order++) {
            ada.orders(product, 1);
        }
        following.placed(ada, product);
        var all = jdbc.sql("select count(*) from orders").query(Long.class).single();
        var job = heldJobs.begin("check", "all", "1 hour");
        var begun = following.job(job).number("/processed");

        assertThatThrownBy(() -> new Check(followers, json).run(killedAfter(1, job)))
                .isInstanceOf(JobRun.GivenUp.class);

        var left = following.job(job).number("/processed") - begun;
        assertThat(left).isPositive().isLessThan(all);
        heldJobs.passOn(job);
        following.awaitCompleted(job);
        // Whatever was gone through twice would be counted twice.
        assertThat(following.job(job).number("/processed") - begun).isEqualTo(2 * all);
        assertThat(following.job(job).at("/result/activity/equal").asBoolean()).isTrue();
        assertThat(following.job(job).at("/result/recommendations/equal").asBoolean())
                .isTrue();
    }

    @Test
    void aRebuildThatIsTakenOverInItsLastPartDoesNotBeginAgain() {
        following.placed(shop.customer(), shop.product("3.00"));
        var job = heldJobs.begin("rebuild", "activity", "1 hour");
        jdbc.sql("update projection_jobs set state = '{\"part\": \"finish\", \"reached\": null}' where id = :id")
                .param("id", job)
                .update();

        heldJobs.passOn(job);
        following.awaitCompleted(job);

        assertThat(following.job(job).number("/processed")).isEqualTo(1_000);
    }

    /** The work of an instance that is killed after some steps. Its steps are short, as beside requests. */
    private JobRun killedAfter(int steps, long job) {
        var claimed = new ClaimedJob(
                job, ProjectionJob.Kind.CHECK, "all", following.job(job).number("/processed"), 0, null, null);
        var killed = new CountDownLatch(steps);
        return new JobRun(
                jobs,
                claimed,
                heldJobs.lease(job),
                killed,
                new Pacer(busy(), System::nanoTime, rest -> killed.countDown()),
                json);
    }

    private static Traffic busy() {
        return new Traffic() {
            @Override
            public int inProgress() {
                return 0;
            }

            @Override
            public long silence() {
                return 0;
            }
        };
    }
}
