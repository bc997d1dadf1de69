package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Repeated;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.Time;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
@SecondShop
class TimeBudgetTests {

    private static final Duration LONG = Duration.ofSeconds(9);

    private final JdbcClient jdbc;
    private final HikariDataSource pool;
    private final StoreTimeouts timeouts;

    TimeBudgetTests(JdbcClient jdbc, DataSource source, StoreTimeouts timeouts) throws SQLException {
        this.timeouts = timeouts;
        this.jdbc = jdbc;
        this.pool = source.unwrap(HikariDataSource.class);
    }

    @BeforeEach
    void begin() {
        ServerTiming.begin(timeouts);
    }

    @AfterEach
    void end() {
        ServerTiming.end();
    }

    /** Each of them alone would be quick enough. */
    @Test
    void statementsHaveOneTimeTogether() {
        untilItHolds(this::assertStatementsHaveOneTimeTogether);
    }

    private void assertStatementsHaveOneTimeTogether() {
        var begun = System.nanoTime();
        try (var call = ServerTiming.start(Store.POSTGRES)) {
            sleep(0.8);
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> sleep(1.6));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(1_490), Duration.ofMillis(2_300).plus(Tally.SLACK));
        try (var call = ServerTiming.start(Store.POSTGRES)) {
            assertThat(TimeBudget.isSpent()).isTrue();
        }
    }

    @Test
    void waitingForAConnectionIsPartOfTheTimeToo() throws SQLException {
        var taken = new ArrayList<Connection>();
        try {
            while (taken.size() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }
            untilItHolds(this::assertWaitsNoLongerThanIsLeft);
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }

    private void assertWaitsNoLongerThanIsLeft() {
        try (var call = ServerTiming.start(Store.POSTGRES)) {
            Time.pass(Duration.ofMillis(1_300));
            var begun = System.nanoTime();
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> sleep(0));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(800));
        }
    }

    @Test
    void whatWasWaitedForOnPurposeDoesNotCount() {
        untilItHolds(() -> {
            try (var call = ServerTiming.start(Store.POSTGRES)) {
                sleep(0.9);
                TimeBudget.renew();
                sleep(0.9);
            }
        });
    }

    @Test
    void whatWasWaitedForBesideTheStoresIsNotThereForThem() {
        untilItHolds(this::assertWaitingBesideTheStoresCounts);
    }

    private void assertWaitingBesideTheStoresCounts() throws InterruptedException {
        var share = Duration.ofMillis(400);
        var nobodyHasIt = new Semaphore(0);

        for (var wait = 0; wait < 2; wait++) {
            assertThat(TimeBudget.await(share, time -> nobodyHasIt.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)))
                    .isFalse();
        }

        assertThat(TimeBudget.atMost(LONG))
                .isBetween(Duration.ofMillis(900), timeouts.allStores().minus(share));
        assertThat(TimeBudget.<RuntimeException>await(share, time -> time.compareTo(Duration.ZERO) > 0))
                .isFalse();
    }

    @Test
    void aQuestionThatTheRequestCanDoWithoutLeavesHalfOfTheTime() {
        untilItHolds(this::assertAQuestionLeavesHalfOfTheTime);
    }

    private void assertAQuestionLeavesHalfOfTheTime() {
        var half = timeouts.allStores().dividedBy(2);
        try (var call = ServerTiming.start(Store.POSTGRES)) {
            assertThat(TimeBudget.half(() -> TimeBudget.atMost(LONG))).isLessThanOrEqualTo(half);
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> TimeBudget.half(() -> {
                        sleep(1.2);
                        return true;
                    }));
        }

        assertThat(TimeBudget.half(() -> TimeBudget.atMost(LONG))).isLessThanOrEqualTo(half.dividedBy(2));
        assertThat(TimeBudget.isSpent()).isFalse();
    }

    @Test
    void aRequestThatTakesLongByNatureHasAllTheTime() {
        untilItHolds(() -> {
            TimeBudget.lift();
            try (var call = ServerTiming.start(Store.POSTGRES)) {
                sleep(0.9);
                sleep(0.9);
            }
        });
        assertThat(TimeBudget.atMost(LONG)).isEqualTo(LONG);
    }

    @Test
    void whereNoClientWaitsThereIsNoLimit() {
        ServerTiming.end();

        assertThat(TimeBudget.atMost(LONG)).isEqualTo(LONG);
    }

    private void untilItHolds(ThrowingRunnable test) {
        Repeated.untilItHolds(() -> {
            ServerTiming.begin(timeouts);
            test.run();
        });
    }

    private void sleep(double seconds) {
        jdbc.sql("select 1 from pg_sleep(" + seconds + ")").query(Integer.class).single();
    }
}
