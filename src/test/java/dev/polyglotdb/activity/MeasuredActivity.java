package dev.polyglotdb.activity;

import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.unit.DataSize;

/** The application's own timelines in a keyspace of their own and without its time-outs, to be measured. */
public final class MeasuredActivity {

    /** The default of the application. */
    public static final Duration RETENTION = Duration.ofDays(90);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Timelines timelines;
    private final Clock clock;

    /** Makes the tables with the first call. */
    public MeasuredActivity(CqlSession session, String keyspace, Clock clock) {
        this.clock = clock;
        var settings = new ActivityProperties(RETENTION, keyspace, null, DataSize.ofMegabytes(2));
        var sessions = new StaticListableBeanFactory();
        sessions.addBean("session", session);
        var schema = new TimelineSchema(settings, (name, time, work) -> {
            work.run();
            return true;
        });
        var timeouts = new StoreTimeouts(PATIENCE);
        var runner = new StatementRunner(timeouts);
        var markedPartitions = new MarkedPartitions();
        timelines = new Timelines(
                new TimelineTables(sessions.getBeanProvider(CqlSession.class), settings, schema, markedPartitions),
                runner,
                new EventClaims(runner, markedPartitions),
                markedPartitions,
                new PartitionSizes(settings),
                clock,
                settings,
                timeouts);
    }

    /** Keeps an event as {@code POST /activity} does. */
    public void record(ActivityEvent event) {
        timelines.record(List.of(event), List.of());
    }

    /** Keeps many events, each of a product. What a node that is behind did not take is written once more. */
    public void load(List<ActivityEvent> events) {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsMatching(late -> late.getCause() instanceof WriteTimeoutException)
                .until(() -> {
                    timelines.write(PATIENCE, events, events);
                    return true;
                });
    }

    /** Returns the newest events of a user, as {@code GET /activity} does. */
    public List<ActivityEvent> ofUser(long userId, int limit) {
        return timelines.ofUser(userId, query(limit)).events();
    }

    public List<ActivityEvent> ofProduct(String productId, int limit) {
        return timelines.ofProduct(productId, query(limit)).events();
    }

    private TimelineQuery query(int limit) {
        Instant now = clock.instant();
        return TimelineQuery.all(now.minus(RETENTION), now, limit);
    }
}
