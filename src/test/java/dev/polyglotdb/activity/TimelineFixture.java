package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.engines.StoresConfiguration;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.lease.Leases;
import dev.polyglotdb.platform.web.Cursor;
import dev.polyglotdb.platform.web.ErasedUsers;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.platform.web.UserDirectory;
import dev.polyglotdb.testing.PatientCql;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.TakingTurns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.cassandra.autoconfigure.CassandraAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The activity of the shop and its collaborators, on a real Cassandra, beside tests of the shop that leave Cassandra
 * alone. Each test has its own users and products. These classes take turns, since they count the statements of all.
 */
@ResourceLock("timelines")
@ResourceLock(value = TakingTurns.FIRST_SHOP, mode = ResourceAccessMode.READ)
@SpringBootTest(
        classes = TimelineFixture.Activity.class,
        // Who looks through the shop's timelines need not read all that these tests write.
        properties = {ShopTest.PATIENT_STORES, "polyglot.activity.keyspace=timelines"})
abstract class TimelineFixture {

    static final ActivityFilter ALL = new ActivityFilter(null, null, null);
    static final PageRequest FIRST_100 = first(100);

    @ComponentScan(
            basePackages = {
                "dev.polyglotdb.activity",
                "dev.polyglotdb.platform.admission",
                "dev.polyglotdb.platform.json",
                "dev.polyglotdb.platform.stores",
                "dev.polyglotdb.platform.tracing",
                "dev.polyglotdb.platform.web"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    ".*\\.(StoreProbes|Redis\\w+|ReplicaConfirmation|StoreCalls|StoreEstimates|KeySample|TableStatistics)"))
    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        CassandraAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        ValidationAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({StoresConfiguration.class, CountedStatements.class})
    static class Activity {

        @Bean
        static TransactionOperations noTransactions() {
            return TransactionOperations.withoutTransaction();
        }

        @Bean
        static Leases alwaysFree() {
            return (name, time, work) -> {
                work.run();
                return true;
            };
        }

        @Bean
        static UserDirectory everybody() {
            return userId -> true;
        }

        @Bean
        static MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        static ErasedUsers nobody() {
            return (userId, seen) -> false;
        }
    }

    final long user = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    final String product = "product-" + UUID.randomUUID();

    @Autowired
    ActivityService activity;

    @Autowired
    CqlSession cassandra;

    @Autowired
    ActivityProperties properties;

    @Autowired
    CountedStatements statements;

    @Autowired
    Clock clock;

    Instant ago(Duration time) {
        return clock.instant().minus(time);
    }

    static NewActivity viewed(@Nullable String product, Instant at) {
        return new NewActivity("VIEWED", product, null, at, UUID.randomUUID().toString());
    }

    static ActivityEvent event(long user, String type, Instant at) {
        return new ActivityEvent(UUID.randomUUID(), user, type, null, FreeForm.EMPTY, at);
    }

    List<ActivityItem> timeline() {
        return activity.ofUser(user, ALL, FIRST_100).items();
    }

    List<ActivityItem> audience() {
        return activity.ofProduct(product, ALL, FIRST_100).items();
    }

    List<Row> query(String cql, Object... values) {
        return PatientCql.execute(cassandra, cql.formatted(properties.keyspace()), values)
                .all();
    }

    Instant noon(int daysAgo) {
        return ago(Duration.ofDays(daysAgo)).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
    }

    static PageRequest first(int limit) {
        return new PageRequest(limit, null, List.of());
    }

    static List<List<ActivityItem>> pages(int limit, Function<PageRequest, Page<ActivityItem>> list) {
        var pages = new ArrayList<List<ActivityItem>>();
        @Nullable Cursor cursor = null;
        do {
            var page = list.apply(new PageRequest(limit, cursor, List.of()));
            pages.add(page.items());
            cursor = page.nextCursor() == null ? null : cursor(page.nextCursor());
        } while (cursor != null);
        return pages;
    }

    private static Cursor cursor(String text) {
        return new Cursor(List.of(new String(Base64.getUrlDecoder().decode(text)).split("\n")));
    }
}
