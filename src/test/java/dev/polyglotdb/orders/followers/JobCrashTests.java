package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.crash.CrashPoint;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The instance that works on a job is killed with SIGKILL, and another one goes on. */
@ShopTest
@SecondShop
class JobCrashTests {

    /** So often at most, this instance may be faster than the one that shall be killed. */
    private static final int TRIES = 10;

    private final Shop shop;
    private final FollowingStores following;
    private final HeldJobs heldJobs;
    private final ProjectionJobs jobs;
    private final JdbcClient jdbc;
    private final ApplicationContext context;

    JobCrashTests(Shop shop, ProjectionJobs jobs, JdbcClient jdbc, ApplicationContext context) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
        this.heldJobs = new HeldJobs(jdbc);
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.context = context;
    }

    @Test
    void aJobWhoseInstanceIsKilledIsHeldUntilItsLeaseEndsAndThenCompleted() {
        following.placed(shop.customer(), shop.product("3.00"));
        following.leaveOnlyOrders();
        long job;
        try (var instance = Instance.start(context)) {
            job = stoppedIn(instance);
            instance.kill();
        }

        assertThat(jobs.claim(UUID.randomUUID(), Duration.ZERO)).isEmpty();
        assertThat(following.job(job).text("/status")).isEqualTo("RUNNING");
        assertThat(leaseLeft(job)).isBetween(1L, JobRun.LEASE.toSeconds());
        heldJobs.passOn(job);

        following.awaitCompleted(job);
        following.assertEqual();
        // None is left out, and none is gone through twice.
        assertThat(following.job(job).number("/processed"))
                .isEqualTo(jdbc.sql("select count(*) from orders")
                        .query(Long.class)
                        .single());
    }

    /** Returns a job whose first orders the instance is about to write. */
    private long stoppedIn(Instance instance) {
        instance.arm(CrashPoint.BEFORE_ACTIVITY, 0);
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var started = instance.client()
                    .withToken(shop.admin().token())
                    .post("/admin/projections/rebuild", "{\"target\": \"activity\"}");
            var job = started.number("/id");
            await("the job's end, or that the instance has stopped in it")
                    .atMost(FollowingStores.PATIENCE)
                    .until(() -> instance.isReached(CrashPoint.BEFORE_ACTIVITY)
                            || !following.job(job).text("/status").equals("RUNNING"));
            if (instance.isReached(CrashPoint.BEFORE_ACTIVITY)) {
                return job;
            }
        }
        throw new AssertionError("the other instance got none of the jobs");
    }

    private long leaseLeft(long job) {
        return jdbc.sql("select ceil(extract(epoch from lease_until - now())) from projection_jobs where id = :id")
                .param("id", job)
                .query(Long.class)
                .single();
    }
}
