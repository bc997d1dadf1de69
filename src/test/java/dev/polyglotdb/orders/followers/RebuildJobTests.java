package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A rebuild is a job. A store has at most one at a time, one instance works on it, and it survives the outage of
 * either.
 */
@ShopTest
@SecondShop
class RebuildJobTests {

    private final Shop shop;
    private final FollowingStores following;
    private final ProjectionJobs jobs;
    private final JdbcClient jdbc;
    private final StoreControl stores;

    RebuildJobTests(Shop shop, ProjectionJobs jobs, JdbcClient jdbc, StoreControl stores) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
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
        var job = jobOfAnotherInstance("activity", "1 hour");

        var answers = Parallel.each(4, i -> following.request("activity"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Location")).hasValue("/admin/projections/jobs/" + job);
            assertThat(answer.number("/id")).isEqualTo(job);
            assertThat(answer.text("/target")).isEqualTo("activity");
            assertThat(answer.text("/status")).isEqualTo("RUNNING");
        });
        jdbc.sql("update projection_jobs set lease_until = now() where id = :id")
                .param("id", job)
                .update();
        following.awaitCompleted(job);
    }

    @Test
    void aJobWhoseInstanceDiedIsResumedWhereItStopped() {
        following.placed(shop.customer(), shop.product("3.00"));
        var job = jobOfAnotherInstance("recommendations", "-1 second");

        following.awaitCompleted(job);

        assertThat(following.job(job).number("/processed")).isEqualTo(1_000 + 1);
        assertThat(following.job(job).number("/total")).isEqualTo(1_000 + 1);
        following.assertEqual();
    }

    @Test
    void anInstanceThatLostAJobCanNeitherAdvanceNorEndIt() {
        var id = jobOfAnotherInstance("activity", "1 hour");
        var late = UUID.randomUUID();

        try {
            assertThat(jobs.advance(
                            new ProjectionJobs.Claimed(id, ProjectionJob.Kind.REBUILD, "activity", 5_000, 5_000, null),
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

    /** Creates a job that is about to process the last order, and that another instance holds for a while. */
    private long jobOfAnotherInstance(String target, String lease) {
        return jdbc.sql("""
                        insert into projection_jobs (target, total, processed, position, lease, lease_until)
                        select :target, 1000, 1000, coalesce((select max(id) - 1 from orders), 0), gen_random_uuid(),
                               now() + :lease::interval
                        returning id""")
                .param("target", target)
                .param("lease", lease)
                .query(Long.class)
                .single();
    }
}
