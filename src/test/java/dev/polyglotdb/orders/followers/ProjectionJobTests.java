package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A check and a rebuild are jobs. One runs at a time, on one instance, and survives the outage of its store. */
@ShopTest
@SecondShop
class ProjectionJobTests {

    private final Shop shop;
    private final FollowingStores following;
    private final HeldJobs heldJobs;
    private final ProjectionJobs jobs;
    private final JdbcClient jdbc;
    private final StoreControl stores;

    ProjectionJobTests(
            Shop shop, ProjectionService projections, ProjectionJobs jobs, JdbcClient jdbc, StoreControl stores) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
        this.heldJobs = new HeldJobs(jdbc, projections.worker()::wake);
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.stores = stores;
    }

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        following.leaveOnlyOrders();
    }

    @AfterEach
    void nothingIsHeld() {
        heldJobs.passAllOn();
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

    @ParameterizedTest
    @CsvSource({"NEO4J, recommendations", "CASSANDRA, activity"})
    void aRebuildWaitsForAStoreThatIsAway(Engine engine, String target) {
        var store = engine.name().toLowerCase(Locale.ROOT);
        long job;
        try (var outage = Outage.pause(stores, engine)) {
            job = following.request(target).number("/id");
            // On a busy machine another store may be late first.
            var check = await().until(
                            () -> shop.admin().get("/admin/projections/check"),
                            reply -> reply.status() != 503
                                    || reply.text("/store").equals(store));
            assertThat(check.problem()).isEqualTo("store-unavailable");
            assertThat(check.text("/store")).isEqualTo(store);
            assertThat(following.job(job).text("/status")).isEqualTo("RUNNING");
        }

        following.awaitCompleted(job);
        following.awaitEqual();
    }

    @Test
    void aCheckThatTakesLongGoesOnAsAJobWhichOthersJoin() {
        var job = heldJobs.begin("check", "all", "1 hour");

        var answers = Parallel.each(3, i -> following.requestCheck());

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Location")).hasValue("/admin/projections/jobs/" + job);
            assertThat(answer.text("/kind")).isEqualTo("check");
            assertThat(answer.at("/result").isMissingNode()).isTrue();
        });
        heldJobs.passOn(job);
        following.awaitCompleted(job);
        assertThat(following.job(job).at("/result/activity/equal").asBoolean()).isTrue();
    }

    @Test
    void whileOneJobRunsAnywhereNoOtherIsBegun() {
        var running = heldJobs.begin("rebuild", "activity", "1 hour");
        var waiting = following.request("recommendations").number("/id");

        assertThat(jobs.claim(UUID.randomUUID(), Duration.ofHours(1))).isEmpty();
        assertThat(following.job(waiting).number("/processed")).isZero();

        heldJobs.passOn(running);
        following.awaitCompleted(waiting);
        following.awaitCompleted(running);
    }

    /** An administrator of the next version has started it; instances of that version do it. */
    @ParameterizedTest
    @CsvSource({"nobody has begun, ", "an instance had begun when it died, 00000000-0000-0000-0000-000000000001"})
    void aJobThatOnlyTheNextVersionCanDoIsLeftToIt(String situation, @Nullable UUID lease) {
        var job = jdbc.sql("""
                        insert into projection_jobs (target, total, lease, lease_until)
                        values ('warehouse', 1, :lease::uuid, now() - interval '1 s') returning id""").param("lease", lease).query(Long.class).single();
        try {
            following.awaitCompleted(following.request("activity").number("/id"));

            assertThat(following.job(job).text("/status")).isEqualTo("RUNNING");
            assertThat(following.job(job).text("/target")).isEqualTo("warehouse");
        } finally {
            jdbc.sql("delete from projection_jobs where id = :id")
                    .param("id", job)
                    .update();
        }
    }

    @Test
    void aJobThatIsCancelledStopsAndStaysSo() {
        var job = heldJobs.begin("rebuild", "activity", "1 hour");
        var lease = heldJobs.lease(job);

        assertThat(Shop.patiently(() -> cancel(job)).status()).isEqualTo(204);

        assertThat(following.job(job).text("/status")).isEqualTo("CANCELLED");
        assertThat(jobs.advance(
                        new ClaimedJob(job, ProjectionJob.Kind.REBUILD, "activity", 5_000, 5_000, null, null),
                        lease,
                        Duration.ofHours(1)))
                .isFalse();
        jobs.end(job, lease, ProjectionJob.Status.COMPLETED);
        assertThat(Shop.patiently(() -> cancel(job)).problem()).isEqualTo("job-state");
        assertThat(following.job(job).text("/status")).isEqualTo("CANCELLED");
    }

    @Test
    void oldJobsLeaveOnceTheyHaveEnded() {
        var old = endedAgo("31 days", "COMPLETED");
        var cancelled = endedAgo("31 days", "CANCELLED");
        var recent = endedAgo("29 days", "COMPLETED");
        var running = heldJobs.begin("check", "all", "1 hour");
        jdbc.sql("update projection_jobs set created_at = now() - interval '1 year' where id = :id")
                .param("id", running)
                .update();

        new OldJobs(jobs, Duration.ofDays(30)).delete();

        assertThat(following.job(old).problem()).isEqualTo("not-found");
        assertThat(following.job(cancelled).problem()).isEqualTo("not-found");
        assertThat(following.job(recent).text("/status")).isEqualTo("COMPLETED");
        assertThat(following.job(running).text("/status")).isEqualTo("RUNNING");
        heldJobs.passOn(running);
        following.awaitCompleted(running);
    }

    private long endedAgo(String age, String status) {
        return jdbc.sql("""
                        insert into projection_jobs (kind, target, status, total, lease_until)
                        values ('rebuild', 'activity', :status, 1, now() - :age::interval) returning id""")
                .param("status", status)
                .param("age", age)
                .query(Long.class)
                .single();
    }

    private Reply cancel(long job) {
        return shop.admin().client().send("DELETE", "/admin/projections/jobs/" + job, BodyPublishers.noBody());
    }
}
